using System.Globalization;
using System.Text.Json;
using Dpemt.Portal.Contract.Papers;

namespace Dpemt.Portal.Web.Features.Contract.Papers;

/// <summary>An issued paper with its data read, ready to be rendered.</summary>
public sealed record PaperView(long Id, PaperKind Kind, int Year, int Number, string Title, string Sha256, DateTimeOffset IssuedAt, string IssuedByName, object Data)
{
    /// <summary>Title with number and year.</summary>
    public string Heading => $"{Title} · nº {Number.ToString("000", CultureInfo.InvariantCulture)}/{Year}";

    /// <summary>Name of the paper's files without ending.</summary>
    public string FileName => $"{FileKind}-{Number.ToString("000", CultureInfo.InvariantCulture)}-{Year}";

    /// <summary>The file that the hash covers.</summary>
    public string DataFileName => FileName + ".json";

    private string FileKind => Kind switch
    {
        PaperKind.TechnicalReport => "relatorio-tecnico",
        PaperKind.Notification => "notificacao",
        PaperKind.CreditNotice => "aviso-de-credito",
        PaperKind.ConsumptionReport => "relatorio-consumo",
        _ => "decisao",
    };

    /// <summary>Reads a stored paper.</summary>
    public static PaperView Of(Paper paper) => new(
        paper.Id, paper.Kind, paper.Year, paper.Number, paper.Title, paper.Sha256, paper.IssuedAt, paper.IssuedByName,
        paper.Kind switch
        {
            PaperKind.TechnicalReport => Read<TechnicalReportData>(paper),
            PaperKind.CreditNotice => Read<CreditNoticeData>(paper),
            PaperKind.ConsumptionReport => Read<ConsumptionReportData>(paper),
            _ => Read<GlosaPaperData>(paper),
        });

    private static T Read<T>(Paper paper) => JsonSerializer.Deserialize<T>(paper.Data, PaperArchive.Format)!;
}
