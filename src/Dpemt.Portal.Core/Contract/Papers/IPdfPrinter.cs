namespace Dpemt.Portal.Contract.Papers;

/// <summary>Makes a PDF of a finished HTML document. One renderer stands behind it today (decision 0010); another may take its place.</summary>
public interface IPdfPrinter
{
    /// <summary>Prints. The document may name no other host and no other file.</summary>
    /// <returns>The PDF, or what to do so that it becomes possible, in Portuguese.</returns>
    Task<PdfPrint> PrintAsync(string html, CancellationToken cancellation);
}

/// <summary>What printing gave: exactly one of both.</summary>
/// <param name="Bytes">The PDF.</param>
/// <param name="Refusal">Why there is none and what to do.</param>
public sealed record PdfPrint(byte[]? Bytes, string? Refusal);
