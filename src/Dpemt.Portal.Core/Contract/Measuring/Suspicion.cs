using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>What became of a suspicion.</summary>
public enum SuspicionState
{
    Pending = 0,

    /// <summary>A person made an incident of it.</summary>
    Confirmed = 1,

    /// <summary>A person found it to be nothing.</summary>
    Dismissed = 2,
}

/// <summary>Traffic that looks like an outage. It counts for nothing until a person confirms it: silence proves nothing by itself.</summary>
public sealed class Suspicion
{
    public long Id { get; set; }
    public ServiceComponent Component { get; set; }

    /// <summary>End of the last minute with traffic, UTC.</summary>
    public DateTimeOffset StartAt { get; set; }

    /// <summary>First minute with traffic again; null while it lasts.</summary>
    public DateTimeOffset? EndAt { get; set; }

    /// <summary>What was seen, in Portuguese.</summary>
    public required string Description { get; set; }

    public SuspicionState State { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public Guid? DecidedByUserId { get; set; }
    public string? DecidedByName { get; set; }
    public string? Reason { get; set; }
    public long? IncidentId { get; set; }
}

internal sealed class SuspicionConfiguration : IEntityTypeConfiguration<Suspicion>
{
    public void Configure(EntityTypeBuilder<Suspicion> builder)
    {
        builder.ToTable("ctr_Suspicion").HasKey(s => s.Id);
        builder.Property(s => s.Description).HasMaxLength(1000);
        builder.Property(s => s.DecidedByName).HasMaxLength(100);
        builder.Property(s => s.Reason).HasMaxLength(2000);
        builder.Property(s => s.State).IsConcurrencyToken();
        builder.HasIndex(s => new { s.Component, s.StartAt }).IsUnique();
    }
}

/// <summary>A person decides what a suspicion was.</summary>
public sealed class DecideSuspicion(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Makes an incident of it, or dismisses it; a reason is needed for both.</summary>
    public async Task<ContractResult> RunAsync(Actor who, long id, bool confirm, string reason, CancellationToken cancellation)
    {
        reason = reason.Trim();
        if (reason.Length is < 5 or > 2000)
            return ContractResult.Refuse("motivo", "Escreva o motivo, com 5 a 2000 caracteres.");
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var suspicion = await db.Suspicions.SingleOrDefaultAsync(s => s.Id == id, cancellation);
        if (suspicion is null)
            return ContractResult.Refuse("inexistente", "Esta suspeita não existe.");
        if (suspicion.State != SuspicionState.Pending)
            return ContractResult.Refuse("decidida", $"{suspicion.DecidedByName} já decidiu esta suspeita.");
        suspicion.State = confirm ? SuspicionState.Confirmed : SuspicionState.Dismissed;
        (suspicion.DecidedAt, suspicion.DecidedByUserId, suspicion.DecidedByName, suspicion.Reason) = (now, who.UserId, who.Name, reason);
        if (confirm)
        {
            suspicion.IncidentId = await RuleIncidents.OpenAsync(
                db, suspicion.Component, OutageScope.Partial, suspicion.StartAt, OutageRule.Version + ", suspeita",
                Cut($"{suspicion.Description} Confirmado por {who.Name}: {reason}", 2000), now, cancellation, who);
            if (suspicion.EndAt is { } end)
                await RuleIncidents.EndAsync(db, suspicion.IncidentId.Value, end, now, cancellation, who);
        }

        db.Audit(who, AuditActions.IncidentChanged, "suspeita", id, now, (confirm ? "confirmada: " : "descartada: ") + Cut(reason, 900));
        db.Announce(ChangeTopics.Incident, suspicion.IncidentId ?? 0, now);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ContractResult.Refuse("decidida", "Outra pessoa acabou de decidir esta suspeita. Recarregue a página.");
        }

        await transaction.CommitAsync(cancellation);
        return ContractResult.Ok(suspicion.IncidentId ?? id);
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
