using System.Data;
using System.Text.RegularExpressions;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>A ready answer.</summary>
/// <param name="Id">Its number; null for a new one.</param>
/// <param name="Shortcut">What is typed after "/".</param>
/// <param name="Text">Text with {nome}, {cidade}, {atendente}.</param>
public sealed record QuickReplyForm(int? Id, string Shortcut, string Text);

/// <summary>The ready answers of the composer and of their page.</summary>
public sealed partial class QuickReplies(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Names of the variables, without braces.</summary>
    public static readonly IReadOnlyList<string> Variables = ["nome", "cidade", "atendente"];

    /// <summary>Lists them by shortcut; the search looks at shortcut and text.</summary>
    public async Task<TablePage<QuickReplyForm>> RunAsync(TableQuery query, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var replies = db.QuickReplies.AsNoTracking();
        if (query.Pattern() is { } pattern)
            replies = replies.Where(q => EF.Functions.Like(q.Shortcut, pattern, "\\") || EF.Functions.Like(q.Text, pattern, "\\"));
        return await replies.OrderBy(q => q.Shortcut).Select(q => new QuickReplyForm(q.Id, q.Shortcut, q.Text)).PageAsync(query, cancellation);
    }

    /// <summary>The text with its variables filled in; a value that is not known leaves nothing behind, not even its comma or blank.</summary>
    public static string Fill(string text, string? name, string? city, string? attendant)
    {
        var filled = Variable().Replace(text, match => match.Groups["name"].Value switch
        {
            "nome" => Put(match, name),
            "cidade" => Put(match, city),
            _ => Put(match, attendant),
        });
        return filled.Trim();
    }

    private static string Put(Match match, string? value) => string.IsNullOrWhiteSpace(value) ? "" : match.Groups["before"].Value + value.Trim();

    [GeneratedRegex(@"(?<before>,? ?)\{(?<name>nome|cidade|atendente)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}

/// <summary>Adds or changes a ready answer.</summary>
public sealed partial class SaveQuickReply(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Saves whatever the line has become meanwhile.</summary>
    public Task<SaveResult> RunAsync(Actor who, QuickReplyForm form, CancellationToken cancellation) => RunAsync(who, form, null, cancellation);

    /// <summary>Saves, or says all that is wrong, or that the line is no longer as it was loaded.</summary>
    public async Task<SaveResult> RunAsync(Actor who, QuickReplyForm form, QuickReplyForm? loaded, CancellationToken cancellation)
    {
        var shortcut = form.Shortcut.Trim().TrimStart('/').ToLowerInvariant();
        var text = form.Text.Trim();
        var faults = Check(shortcut, text);
        if (faults.Count > 0)
            return new(faults);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        if (await db.QuickReplies.AnyAsync(q => q.Shortcut == shortcut && q.Id != form.Id, cancellation))
            return SaveResult.Fault(nameof(form.Shortcut), $"Já existe uma resposta com o atalho “/{shortcut}”. Escolha outro.");
        var reply = form.Id is { } id ? await db.QuickReplies.FirstOrDefaultAsync(q => q.Id == id, cancellation) : null;
        if (form.Id is not null && reply is null)
            return SaveResult.Fault("", "Esta resposta foi apagada por outra pessoa. Recarregue a lista.");
        if (reply is not null && await db.ConflictAsync(Settings.QuickReplies, reply.Id, loaded, FormOf(reply), cancellation) is { } conflict)
            return conflict;
        if (reply is null)
            db.QuickReplies.Add(reply = new QuickReply { Shortcut = shortcut, Text = text });
        reply.Shortcut = shortcut;
        reply.Text = text;
        await db.SaveChangesAsync(cancellation);
        db.Changed(who, Settings.QuickReplies, reply.Id, clock.GetUtcNow(), "Resposta rápida /" + shortcut);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return SaveResult.Ok(reply.Id);
    }

    private static QuickReplyForm FormOf(QuickReply reply) => new(reply.Id, reply.Shortcut, reply.Text);

    private static List<FieldFault> Check(string shortcut, string text)
    {
        var faults = new List<FieldFault>();
        if (!Allowed().IsMatch(shortcut))
            faults.Add(new(nameof(QuickReplyForm.Shortcut), "O atalho tem de 1 a 30 letras minúsculas sem acento, números ou hífens, por exemplo “bom-dia”."));
        if (text.Length is 0 or > 1024)
            faults.Add(new(nameof(QuickReplyForm.Text), "Escreva o texto, com no máximo 1024 caracteres."));
        foreach (Match match in Braces().Matches(text))
        {
            if (!QuickReplies.Variables.Contains(match.Groups[1].Value))
                faults.Add(new(nameof(QuickReplyForm.Text), $"A variável {{{match.Groups[1].Value}}} não existe. Use {{nome}}, {{cidade}} ou {{atendente}}."));
        }

        return faults;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,29}$", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();

    [GeneratedRegex(@"\{([^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();
}

/// <summary>Removes a ready answer.</summary>
public sealed class DeleteQuickReply(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Deletes; deleting what is gone is done.</summary>
    public async Task<SaveResult> RunAsync(Actor who, int id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.QuickReplies.Where(q => q.Id == id).ExecuteDeleteAsync(cancellation) == 1)
        {
            db.Changed(who, Settings.QuickReplies, id, clock.GetUtcNow(), "Resposta rápida apagada");
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return SaveResult.Ok(id);
    }
}
