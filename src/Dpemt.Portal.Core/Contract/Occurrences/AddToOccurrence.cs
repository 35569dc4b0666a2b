using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Occurrences;

/// <summary>An entry to add.</summary>
/// <param name="Kind">What it is; never the facts, which are the first entry.</param>
/// <param name="Text">What it says.</param>
/// <param name="EventOn">Its day, local.</param>
/// <param name="Channel">How the preposto was told; for notifications.</param>
/// <param name="AnswerWorkingDays">Working days given for an answer, from the working day after the receipt (TR 27.18.1); null for none.</param>
/// <param name="Corrects">Number of the entry that is corrected; for corrections.</param>
/// <param name="DocumentId">A document.</param>
public sealed record NewOccurrenceEntry(
    OccurrenceEntryKind Kind, string Text, DateOnly EventOn, string? Channel = null, int? AnswerWorkingDays = null, int? Corrects = null, long? DocumentId = null);

/// <summary>Adds to an occurrence; nothing that was recorded changes.</summary>
public sealed class AddToOccurrence(IDbContextFactory<PortalDbContext> contexts, ContractCalendar calendar, TimeProvider clock)
{
    /// <summary>Adds an entry against the version that the person has read.</summary>
    public async Task<ContractResult> RunAsync(Actor who, long id, int version, NewOccurrenceEntry form, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (Fault(form, ContractTime.DayOf(now)) is { } fault)
            return fault;
        var deadlines = await calendar.ForAsync(form.EventOn, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var occurrence = await db.Occurrences.SingleOrDefaultAsync(o => o.Id == id, cancellation);
        if (occurrence is null)
            return ContractResult.Refuse("ocorrencia", "Esta ocorrência não existe.");
        if (occurrence.Version != version)
            return Changed();
        if (form.DocumentId is { } document && !await db.ContractDocuments.AnyAsync(d => d.Id == document, cancellation))
            return ContractResult.Refuse("documento", "O documento anexado não foi encontrado. Anexe-o de novo.");
        if (form.Corrects is { } corrected && !await db.OccurrenceEntries.AnyAsync(e => e.OccurrenceId == id && e.Version == corrected, cancellation))
            return ContractResult.Refuse("corrige", $"Não há lançamento {corrected} nesta ocorrência.");
        if (Move(occurrence, form.Kind) is { } refusal)
            return refusal;
        if (form.Kind == OccurrenceEntryKind.Notified)
            occurrence.AnswerDueOn = form.AnswerWorkingDays is { } days ? deadlines.DueAfterNotice(form.EventOn, days, DeadlineUnit.WorkingDays) : null;
        db.Write(who, occurrence, new OccurrenceEntry
        {
            Kind = form.Kind,
            Text = form.Text.Trim(),
            EventOn = form.EventOn,
            Channel = form.Kind == OccurrenceEntryKind.Notified ? form.Channel?.Trim() : null,
            Corrects = form.Kind == OccurrenceEntryKind.Correction ? form.Corrects : null,
            DocumentId = form.DocumentId,
            ActorName = who.Name,
        }, now);
        try
        {
            if (form.Kind == OccurrenceEntryKind.Notified && OccurrenceDeadlines.Of(occurrence) is { } opened)
                await db.TellAsync(opened, DeadlineStage.Opened, now, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return ContractResult.Ok(id);
        }
        catch (DbUpdateException)
        {
            return Changed();
        }
    }

    private static ContractResult? Move(Occurrence occurrence, OccurrenceEntryKind kind)
    {
        var closed = occurrence.State == OccurrenceState.Closed;
        switch (kind)
        {
            case OccurrenceEntryKind.Reopened:
                if (!closed)
                    return ContractResult.Refuse("aberta", "A ocorrência não está encerrada.");
                occurrence.State = OccurrenceState.Recorded;
                return null;
            case OccurrenceEntryKind.Note or OccurrenceEntryKind.Correction:
                return null;
            case var _ when closed:
                return ContractResult.Refuse("encerrada", "A ocorrência está encerrada. Reabra-a antes, com o motivo.");
            case OccurrenceEntryKind.Notified:
                occurrence.State = OccurrenceState.Notified;
                return null;
            case OccurrenceEntryKind.Answer:
                if (occurrence.State == OccurrenceState.Recorded)
                    return ContractResult.Refuse("sem-notificacao", "Registre antes a notificação ao preposto.");
                occurrence.State = OccurrenceState.Answered;
                return null;
            default:
                occurrence.State = OccurrenceState.Closed;
                return null;
        }
    }

    private static ContractResult? Fault(NewOccurrenceEntry form, DateOnly today)
    {
        if (form.Kind == OccurrenceEntryKind.Facts || !Enum.IsDefined(form.Kind))
            return ContractResult.Refuse("lancamento", "Escolha o que vai lançar.");
        if (string.IsNullOrWhiteSpace(form.Text) || form.Text.Trim().Length > OccurrenceEntry.TextLength)
            return ContractResult.Refuse("texto", $"Escreva o lançamento, com até {OccurrenceEntry.TextLength} letras e sem dados de cidadãos.");
        if (form.EventOn > today || form.EventOn.Year < 2020)
            return ContractResult.Refuse("data", "Confira a data: ela não pode ser de um dia que ainda não chegou.");
        if (form.Kind == OccurrenceEntryKind.Notified && (string.IsNullOrWhiteSpace(form.Channel) || form.Channel.Trim().Length > OccurrenceEntry.ChannelLength))
            return ContractResult.Refuse("meio", $"Diga como o preposto foi notificado, com até {OccurrenceEntry.ChannelLength} letras.");
        if (form.AnswerWorkingDays is < 1 or > 90)
            return ContractResult.Refuse("prazo", "O prazo da resposta vai de 1 a 90 dias úteis.");
        return form.Kind == OccurrenceEntryKind.Correction && form.Corrects is null
            ? ContractResult.Refuse("corrige", "Diga qual lançamento é corrigido.")
            : null;
    }

    private static ContractResult Changed() =>
        ContractResult.Refuse("outra-pessoa", "Outra pessoa acabou de mudar esta ocorrência. Confira o que mudou e repita, se ainda couber.");
}
