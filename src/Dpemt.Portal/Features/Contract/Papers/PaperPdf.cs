using Dpemt.Portal.Contract.Papers;

namespace Dpemt.Portal.Web.Features.Contract.Papers;

/// <summary>Prints an issued paper.</summary>
public interface IPaperPdf
{
    /// <summary>The PDF, or what to do so that it becomes possible.</summary>
    Task<PdfPrint> PrintAsync(PaperView paper, CancellationToken cancellation);
}

/// <summary>Prints from the same HTML that is offered as a file.</summary>
internal sealed class PaperPdf(PaperHtml html, IPdfPrinter printer) : IPaperPdf
{
    public async Task<PdfPrint> PrintAsync(PaperView paper, CancellationToken cancellation) => await printer.PrintAsync(await html.RenderAsync(paper), cancellation);
}
