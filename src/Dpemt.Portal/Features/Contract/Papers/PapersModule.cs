using Dpemt.Portal.Contract.Papers;
using Dpemt.Portal.Web.Hosting.Printing;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Features.Contract.Papers;

/// <summary>Registers what renders and prints papers.</summary>
internal static class PapersModule
{
    internal static IServiceCollection AddPapers(this IServiceCollection services)
    {
        services.AddOptions<PdfOptions>().BindConfiguration(PdfOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PdfOptions>, PdfOptionsValidator>();
        services.AddSingleton<IPdfPrinter, ChromiumPdfPrinter>();
        services.AddSingleton<PaperHtml>();
        services.AddSingleton<IPaperPdf, PaperPdf>();
        services.AddSingleton<GlosaPaperFiles>();
        return services;
    }
}
