using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Papers;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Contract.Documents;

namespace Dpemt.Portal.Web.Features.Contract.Papers;

/// <summary>A glosa's own papers as files that go with its acts, so that nobody has to download and upload what the portal has issued.</summary>
public sealed class GlosaPaperFiles(IssueGlosaPaper issue, PaperArchive archive, IPaperPdf printer, ContractDocuments documents, MoveGlosa move)
{
    /// <summary>The notification as PDF; it is issued when it was not yet.</summary>
    public async Task<(PickedFile? File, string? Refusal)> NotificationAsync(Actor who, long glosa, CancellationToken cancellation) =>
        await PrintAsync(await issue.NotificationAsync(who, glosa, cancellation), cancellation);

    /// <summary>The decision as PDF; it is issued when it was not yet.</summary>
    public async Task<(PickedFile? File, string? Refusal)> DecisionAsync(Actor who, long glosa, CancellationToken cancellation) =>
        await PrintAsync(await issue.DecisionAsync(who, glosa, cancellation), cancellation);

    /// <summary>Issues the decision that was just recorded and joins it to the record. The decision stands also when this is refused.</summary>
    /// <param name="who">The officer.</param>
    /// <param name="glosa">The glosa.</param>
    /// <param name="version">Its version with the decision.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<ContractResult> AttachDecisionAsync(Actor who, long glosa, int version, CancellationToken cancellation)
    {
        var (file, refusal) = await DecisionAsync(who, glosa, cancellation);
        if (file is null)
            return new(new Refusal("documento", refusal!));
        var stored = await documents.StoreAsync(who, file.Name, file.Bytes, cancellation);
        return stored.Done ? await move.RunAsync(who, glosa, version, new GlosaAct.Attach(stored.Id), cancellation) : stored;
    }

    private async Task<(PickedFile? File, string? Refusal)> PrintAsync(ContractResult issued, CancellationToken cancellation)
    {
        if (issued is not { Done: true, Id: { } id } || await archive.FindAsync(id, cancellation) is not { } paper)
            return (null, issued.Refusal?.Message ?? "O documento não foi encontrado. Tente de novo.");
        var view = PaperView.Of(paper);
        var print = await printer.PrintAsync(view, cancellation);
        return print.Bytes is { } bytes ? (new(view.FileName + ".pdf", bytes), null) : (null, print.Refusal);
    }
}
