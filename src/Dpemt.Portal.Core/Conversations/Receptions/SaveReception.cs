using System.Data;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Receptions;

/// <summary>Adds or changes a reception with its hours and coverage.</summary>
public sealed class SaveReception(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Saves whatever the line has become meanwhile.</summary>
    public Task<SaveResult> RunAsync(Actor who, ReceptionForm form, CancellationToken cancellation) => RunAsync(who, form, null, cancellation);

    /// <summary>Saves, or says all that is wrong, or that the line is no longer as it was loaded.</summary>
    public async Task<SaveResult> RunAsync(Actor who, ReceptionForm form, ReceptionForm? loaded, CancellationToken cancellation)
    {
        var faults = ReceptionRules.Check(form);
        if (faults.Count > 0)
            return new(faults);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        var name = form.Name.Trim();
        if (await db.Receptions.AnyAsync(r => r.Name == name && r.Id != form.Id, cancellation))
            return SaveResult.Fault(nameof(form.Name), $"Já existe uma recepção chamada “{name}”.");
        if (await ConflictAsync(db, form, cancellation) is { } conflict)
            return SaveResult.Fault(nameof(form.Coverage), conflict);
        var reception = form.Id is { } id ? await db.Receptions.FirstOrDefaultAsync(r => r.Id == id, cancellation) : null;
        if (form.Id is not null && reception is null)
            return SaveResult.Fault("", "Esta recepção foi apagada por outra pessoa. Recarregue a lista.");
        if (reception is not null && loaded is not null && await ReceptionDetails.ReadAsync(db, reception.Id, cancellation) is { } current
            && await db.ConflictAsync(Settings.Receptions, reception.Id, loaded, current, cancellation) is { } changed)
        {
            return changed;
        }

        if (reception?.IsFallback == true && (!form.IsFallback || !form.Active))
        {
            return SaveResult.Fault(
                nameof(form.IsFallback), "Esta é a recepção padrão: alguma precisa receber o que não tem recepção própria. Marque outra como padrão primeiro.");
        }

        if (reception is null)
            db.Receptions.Add(reception = new Reception { Name = name, CityCode = form.CityCode });
        Copy(form, reception);
        await db.SaveChangesAsync(cancellation);
        var now = clock.GetUtcNow();
        await ReplaceLinesAsync(db, form, reception.Id, who, now, cancellation);
        db.Changed(who, Settings.Receptions, reception.Id, now, "Recepção " + name);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return SaveResult.Ok(reception.Id);
    }

    private static void Copy(ReceptionForm form, Reception reception)
    {
        reception.Name = form.Name.Trim();
        reception.CityCode = form.CityCode;
        reception.Address = Text(form.Address);
        reception.Telephone = Text(form.Telephone);
        reception.IsFallback = form.IsFallback;
        reception.Active = form.Active;
    }

    private static async Task ReplaceLinesAsync(PortalDbContext db, ReceptionForm form, int id, Actor who, DateTimeOffset at, CancellationToken cancellation)
    {
        if (form.IsFallback)
        {
            foreach (var other in await db.Receptions.Where(r => r.Id != id && r.IsFallback).ToListAsync(cancellation))
            {
                other.IsFallback = false;
                db.Changed(who, Settings.Receptions, other.Id, at, $"Recepção {other.Name} deixou de ser a padrão");
            }
        }

        await db.ReceptionPeriods.Where(p => p.ReceptionId == id).ExecuteDeleteAsync(cancellation);
        await db.ReceptionCoverages.Where(c => c.ReceptionId == id).ExecuteDeleteAsync(cancellation);
        db.ReceptionPeriods.AddRange(form.Periods.Select(p => new ReceptionPeriod { ReceptionId = id, Day = p.Day, From = p.From, To = p.To }));
        db.ReceptionCoverages.AddRange(form.Coverage.Select(c => new ReceptionCoverage { ReceptionId = id, CityCode = Text(c.CityCode), Area = Text(c.Area) }));
    }

    /// <summary>Two receptions for the same city and area would leave it to chance who gets a citizen.</summary>
    private static async Task<string?> ConflictAsync(PortalDbContext db, ReceptionForm form, CancellationToken cancellation)
    {
        if (!form.Active)
            return null;
        var others = await db.ReceptionCoverages.AsNoTracking().Where(c => c.ReceptionId != form.Id)
            .Join(db.Receptions.Where(r => r.Active), c => c.ReceptionId, r => r.Id, (c, r) => new { c.CityCode, c.Area, r.Name }).ToListAsync(cancellation);
        foreach (var line in form.Coverage)
        {
            if (others.FirstOrDefault(o => o.CityCode == Text(line.CityCode) && o.Area == Text(line.Area)) is not { } other)
                continue;
            var city = CityFinder.Default.Find(line.CityCode)?.Name ?? "qualquer cidade";
            var area = Text(line.Area) is { } key ? Lexicon.Default.Area(key).Title : "qualquer área";
            return $"{city} ({area}) já é atendida por {other.Name}.";
        }

        return null;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

/// <summary>Removes a reception that was never used; one that was is deactivated instead.</summary>
public sealed class DeleteReception(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Deletes; deleting what is gone is done.</summary>
    public async Task<SaveResult> RunAsync(Actor who, int id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var reception = await db.Receptions.FirstOrDefaultAsync(r => r.Id == id, cancellation);
        if (reception is null)
            return SaveResult.Ok(id);
        if (reception.IsFallback)
            return SaveResult.Fault("", "A recepção padrão não pode ser apagada. Marque outra como padrão primeiro.");
        if (await db.HandoverEntries.AnyAsync(e => e.ReceptionId == id && e.State < HandoverState.Ended, cancellation))
            return SaveResult.Fault("", "Há pessoas na fila ou em atendimento nesta recepção. Transfira todas antes de apagar.");
        if (await db.UserReceptions.AnyAsync(u => u.ReceptionId == id, cancellation) || await db.Conversations.AnyAsync(c => c.ReceptionId == id, cancellation))
            return SaveResult.Fault("", "Esta recepção já teve atendimentos ou tem pessoas ligadas a ela. Desative-a em vez de apagar.");
        db.Receptions.Remove(reception);
        db.Changed(who, Settings.Receptions, id, clock.GetUtcNow(), "Recepção apagada: " + reception.Name);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return SaveResult.Ok(id);
    }
}
