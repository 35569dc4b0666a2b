using System.Data;
using System.Globalization;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Occurrences;

/// <summary>What a new occurrence says.</summary>
/// <param name="HappenedOn">Day on which it happened or was found, local.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Clause">The clause that was not kept.</param>
/// <param name="Facts">The facts, without personal data of citizens.</param>
/// <param name="Component">The component concerned.</param>
/// <param name="IncidentId">The incident behind it.</param>
/// <param name="DocumentId">A document that shows it.</param>
/// <param name="RequirementKey">The unmet requirement that it records.</param>
public sealed record NewOccurrence(
    DateOnly HappenedOn, string Title, string Clause, string Facts, ServiceComponent? Component = null, long? IncidentId = null, long? DocumentId = null,
    string? RequirementKey = null);

/// <summary>Records an occurrence under the next number of the year.</summary>
public sealed class RecordOccurrence(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private const int Rounds = 5;

    /// <summary>Records it; the result's id is its own.</summary>
    public async Task<ContractResult> RunAsync(Actor who, NewOccurrence form, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (Fault(form, ContractTime.DayOf(now)) is { } fault)
            return fault;
        for (var round = 1; ; round++)
        {
            try
            {
                return await TryAsync(who, form, now, cancellation);
            }
            catch (DbUpdateException) when (round < Rounds)
            {
                // Another officer took the number a moment ago: the next round takes the one after it.
            }
        }
    }

    private async Task<ContractResult> TryAsync(Actor who, NewOccurrence form, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        if (form.RequirementKey is { } key && await db.Occurrences.AnyAsync(o => o.RequirementKey == key, cancellation))
            return ContractResult.Refuse("ja-registrada", "Este requisito já tem uma ocorrência. Abra-a e acrescente o que houver de novo.");
        if (form.IncidentId is { } incident && !await db.Incidents.AnyAsync(i => i.Id == incident, cancellation))
            return ContractResult.Refuse("incidente", $"O incidente {incident} não existe. Confira o número.");
        if (form.DocumentId is { } document && !await db.ContractDocuments.AnyAsync(d => d.Id == document, cancellation))
            return ContractResult.Refuse("documento", "O documento anexado não foi encontrado. Anexe-o de novo.");
        var year = ContractTime.DayOf(now).Year;
        var last = await db.Occurrences.Where(o => o.Year == year).MaxAsync(o => (int?)o.Number, cancellation) ?? 0;
        var occurrence = new Occurrence
        {
            Year = year,
            Number = last + 1,
            HappenedOn = form.HappenedOn,
            Title = form.Title.Trim(),
            Clause = form.Clause.Trim(),
            Component = form.Component,
            IncidentId = form.IncidentId,
            RequirementKey = form.RequirementKey,
            CreatedAt = now,
        };
        db.Occurrences.Add(occurrence);
        await db.SaveChangesAsync(cancellation);
        db.Write(who, occurrence, new OccurrenceEntry
        {
            Kind = OccurrenceEntryKind.Facts,
            Text = form.Facts.Trim(),
            EventOn = form.HappenedOn,
            DocumentId = form.DocumentId,
            ActorName = who.Name,
        }, now);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return ContractResult.Ok(occurrence.Id);
    }

    private static ContractResult? Fault(NewOccurrence form, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(form.Title) || form.Title.Trim().Length > Occurrence.TitleLength)
            return ContractResult.Refuse("titulo", $"Diga em poucas palavras o que houve, com até {Occurrence.TitleLength} letras.");
        if (string.IsNullOrWhiteSpace(form.Clause) || form.Clause.Trim().Length > Occurrence.ClauseLength)
            return ContractResult.Refuse("clausula", $"Informe a cláusula, como “TR 5.3.5.4”, com até {Occurrence.ClauseLength} letras.");
        if (string.IsNullOrWhiteSpace(form.Facts) || form.Facts.Trim().Length > OccurrenceEntry.TextLength)
            return ContractResult.Refuse("fatos", $"Descreva os fatos, com até {OccurrenceEntry.TextLength} letras e sem dados de cidadãos.");
        return form.HappenedOn > today
            ? ContractResult.Refuse("data-futura", "A data não pode ser de um dia que ainda não chegou.")
            : form.HappenedOn.Year < 2020 ? ContractResult.Refuse("data", "Confira a data: o ano não parece certo.") : null;
    }
}

/// <summary>Writes entries with trail.</summary>
internal static class OccurrenceWriting
{
    internal static void Write(this PortalDbContext db, Actor who, Occurrence occurrence, OccurrenceEntry entry, DateTimeOffset now)
    {
        occurrence.Version++;
        occurrence.ChangedAt = now;
        entry.OccurrenceId = occurrence.Id;
        entry.Version = occurrence.Version;
        entry.At = now;
        entry.ActorUserId = who.UserId;
        db.OccurrenceEntries.Add(entry);
        var number = string.Create(CultureInfo.InvariantCulture, $"{occurrence.Number}/{occurrence.Year}");
        db.Audit(who, AuditActions.OccurrenceRecorded, "ocorrencia", occurrence.Id, now, $"Ocorrência {number}, lançamento {entry.Version}: {OccurrenceWords.Label(entry.Kind)}");
    }
}

/// <summary>Names of states and entries on screens.</summary>
public static class OccurrenceWords
{
    private static readonly (OccurrenceState State, string Code, string Label)[] States =
    [
        (OccurrenceState.Recorded, "registrada", "Registrada"),
        (OccurrenceState.Notified, "notificada", "Preposto notificado"),
        (OccurrenceState.Answered, "respondida", "Respondida"),
        (OccurrenceState.Closed, "encerrada", "Encerrada"),
    ];

    /// <summary>All states in order.</summary>
    public static IReadOnlyList<OccurrenceState> AllStates { get; } = [.. States.Select(s => s.State)];

    /// <summary>Name of a state on screens.</summary>
    public static string Label(this OccurrenceState state) => States[(int)state].Label;

    /// <summary>Name of a state in addresses.</summary>
    public static string Code(this OccurrenceState state) => States[(int)state].Code;

    /// <summary>The state of a name in addresses, or null.</summary>
    public static OccurrenceState? Find(string? code) => Array.FindIndex(States, s => s.Code == code) is >= 0 and var found ? States[found].State : null;

    /// <summary>Name of an entry on screens.</summary>
    public static string Label(this OccurrenceEntryKind kind) => kind switch
    {
        OccurrenceEntryKind.Notified => "Notificação ao preposto",
        OccurrenceEntryKind.Answer => "Resposta da contratada",
        OccurrenceEntryKind.Note => "Anotação",
        OccurrenceEntryKind.Correction => "Correção",
        OccurrenceEntryKind.Closed => "Encerramento",
        OccurrenceEntryKind.Reopened => "Reabertura",
        _ => "Fatos",
    };
}
