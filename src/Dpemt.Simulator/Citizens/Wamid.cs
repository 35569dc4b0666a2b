namespace Dpemt.Simulator.Citizens;

/// <summary>Ids in the form of Meta's message ids.</summary>
internal static class Wamid
{
    public static string New(DateTimeOffset now) => $"wamid.{Convert.ToBase64String(Guid.CreateVersion7(now).ToByteArray(bigEndian: true)).TrimEnd('=')}";
}
