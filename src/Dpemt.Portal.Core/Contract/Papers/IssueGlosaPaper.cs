using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract.Papers;

/// <summary>Issues the notification and the decision of a glosa (TR 5.8.1, 16). Both tell what is recorded and compute nothing.</summary>
public sealed class IssueGlosaPaper(
    GlosaDetails glosas, CurrentContract contracts, ContractDocuments documents, IssueTechnicalReport reports, PaperArchive archive, IOptions<GlosaOptions> options)
{
    /// <summary>
    /// The notification that is sent to the contractor, before she is noted as notified. The technical report that it rests on
    /// (TR 5.8.2) is issued with it, unless it was issued before.
    /// </summary>
    public async Task<ContractResult> NotificationAsync(Actor who, long glosaId, CancellationToken cancellation)
    {
        if (await glosas.RunAsync(glosaId, cancellation) is not { } reading)
            return ContractResult.Refuse("glosa", "Esta glosa não existe.");
        if (!reading.Facts.Stands)
            return ContractResult.Refuse("glosa-sem-efeito", "Esta glosa foi afastada ou substituída: não há o que notificar.");
        if (reading.Facts.OwnInvoice is { } invoice)
            return ContractResult.Refuse("aviso-de-credito", $"Esta glosa é indicada no aviso de crédito da fatura {invoice} (TR 16.1). Emita-o na fatura, depois do atesto.");
        if (reading.Glosa is { Kind: GlosaKind.Availability, MonthVersionId: { } version })
            await reports.RunAsync(who, version, cancellation);
        var data = await DataAsync(reading, null, null, cancellation);
        return await IssueAsync(who, PaperKind.Notification, "Notificação de glosa", reading, data, cancellation);
    }

    /// <summary>The decision, once it is recorded.</summary>
    public async Task<ContractResult> DecisionAsync(Actor who, long glosaId, CancellationToken cancellation)
    {
        if (await glosas.RunAsync(glosaId, cancellation) is not { } reading)
            return ContractResult.Refuse("glosa", "Esta glosa não existe.");
        if (reading.Steps.LastOrDefault(s => s.Act == "decidida") is not { } decided)
            return ContractResult.Refuse("sem-decisao", "Registre primeiro a decisão sobre a defesa; depois emita o documento dela.");
        var words = decided.StateAfter == GlosaState.Dropped ? "Glosa afastada"
            : decided.AmountAfter < decided.AmountBefore ? "Glosa reduzida" : "Glosa mantida";
        var data = await DataAsync(reading, words, decided, cancellation);
        return await IssueAsync(who, PaperKind.Decision, "Decisão sobre glosa", reading, data, cancellation);
    }

    private async Task<ContractResult> IssueAsync(Actor who, PaperKind kind, string title, GlosaReading reading, GlosaPaperData? data, CancellationToken cancellation)
    {
        if (data is null)
            return ContractResult.Refuse("sem-contrato", "Nenhum contrato foi importado. Importe o contrato antes de emitir documentos.");
        var paper = await archive.IssueAsync(who, kind, reading.Glosa.Id, $"{title}, {reading.Facts.Month.Label}", data, cancellation);
        return ContractResult.Ok(paper.Id);
    }

    private async Task<GlosaPaperData?> DataAsync(GlosaReading reading, string? decision, GlosaStep? decided, CancellationToken cancellation)
    {
        if (await contracts.FindAsync(cancellation) is not { } contract)
            return null;
        var glosa = reading.Glosa;
        var report = glosa.MonthVersionId is { } version && await archive.AboutAsync([PaperKind.TechnicalReport], version, cancellation) is [var newest, ..] ? newest : null;
        // A decision tells what stood when it was taken, not what came later.
        var steps = decided is null ? reading.Steps : [.. reading.Steps.Where(s => s.Version <= decided.Version)];
        var proofs = await documents.LinesAsync([.. steps.Select(s => s.DocumentId).OfType<long>()], cancellation);
        return new(
            new(contract.Number, contract.Terms.Process, contract.Terms.ContractorName, contract.Terms.ContractorCnpj),
            glosa.Id, glosa.Kind.Label().ToLowerInvariant(), reading.Facts.Month.ToString(),
            report is null ? null : $"{report.Title}, nº {report.Number:000}/{report.Year}", report?.Sha256,
            glosa.Index, glosa.Kind == GlosaKind.Availability ? contract.Terms.Rule.Required : null,
            glosa.Base, glosa.Percent ?? 0m, glosa.Computed, decided?.AmountAfter ?? glosa.Amount, glosa.DefenceDueOn,
            $"Prazo de {options.Value.DefenceWorkingDays} dias úteis, contado do dia útil seguinte ao recebimento do e-mail (TR 27.18.1), pelo calendário do Estado. "
            + "O TR não fixa este prazo: segue-se, por analogia, o art. 157 da Lei 14.133/2021.",
            decision, decided?.Reason,
            [.. steps.Select(s => new PaperEvent(
                s.At, GlosaActs.LabelOf(s.Act), s.ActorName, s.Reason ?? s.Memory, s.AmountAfter,
                s.DocumentId is { } document ? proofs.GetValueOrDefault(document)?.Sha256 : null))]);
    }
}
