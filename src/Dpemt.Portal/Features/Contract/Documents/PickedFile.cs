namespace Dpemt.Portal.Web.Features.Contract.Documents;

/// <summary>A file that a person chose and that is not stored yet.</summary>
public sealed record PickedFile(string Name, byte[] Bytes);
