using System.Data;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Services;

/// <summary>The texts of the bot, for their page.</summary>
public sealed class FlowTextList(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Lists them in the order of the conversation; the search looks at key, occasion and text, without regard to accents and case.</summary>
    public async Task<IReadOnlyList<FlowTextRow>> RunAsync(string? search, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var edited = await db.FlowTexts.AsNoTracking().ToDictionaryAsync(t => t.Key, t => t.Text, cancellation);
        var wanted = FoldedText.Fold(search);
        return [.. FlowTexts.Definitions
            .Select(d => new FlowTextRow(
                d.Key, d.When, edited.GetValueOrDefault(d.Key, d.Text), d.Text, edited.ContainsKey(d.Key), d.MaxLength, d.Placeholders, d.Mandatory))
            .Where(r => wanted.Length == 0 || FoldedText.Fold(r.Key + " " + r.When + " " + r.Text).Contains(wanted, StringComparison.Ordinal))];
    }
}

/// <summary>Replaces a text of the bot.</summary>
public sealed class SaveFlowText(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Saves whatever the text has become meanwhile.</summary>
    public Task<SaveResult> RunAsync(Actor who, string key, string? text, CancellationToken cancellation) => RunAsync(who, key, text, null, cancellation);

    /// <summary>Saves, or says all that is wrong, or that the text is no longer the one that was loaded. The default text is stored as no change.</summary>
    public async Task<SaveResult> RunAsync(Actor who, string key, string? text, string? loaded, CancellationToken cancellation)
    {
        var clean = text?.ReplaceLineEndings("\n").Trim();
        var faults = FlowTexts.Validate(key, clean);
        if (faults.Count > 0)
            return new([.. faults.Select(f => new FieldFault("Text", f))]);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        var row = await db.FlowTexts.FirstOrDefaultAsync(t => t.Key == key, cancellation);
        var standard = FlowTexts.Definitions.First(d => d.Key == key).Text;
        if (await db.ConflictAsync(Settings.FlowTexts, key, loaded, row?.Text ?? standard, cancellation) is { } conflict)
            return conflict;
        if (clean == standard)
        {
            if (row is not null)
                db.FlowTexts.Remove(row);
        }
        else
        {
            if (row is null)
                db.FlowTexts.Add(row = new FlowText { Key = key, Text = clean! });
            row.Text = clean!;
            row.UpdatedAt = clock.GetUtcNow();
            row.UpdatedBy = who.UserId;
        }

        db.Changed(who, Settings.FlowTexts, key, clock.GetUtcNow(), "Texto do robô alterado");
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return SaveResult.Ok();
    }
}

/// <summary>Gives a text of the bot its default back.</summary>
public sealed class RestoreFlowText(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Restores; restoring what was never changed is done.</summary>
    public async Task<SaveResult> RunAsync(Actor who, string key, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.FlowTexts.Where(t => t.Key == key).ExecuteDeleteAsync(cancellation) == 1)
        {
            db.Changed(who, Settings.FlowTexts, key, clock.GetUtcNow(), "Texto do robô voltou ao padrão");
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return SaveResult.Ok();
    }
}
