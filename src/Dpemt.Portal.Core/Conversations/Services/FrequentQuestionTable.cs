using System.Data;
using System.Text.RegularExpressions;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Services;

/// <summary>The frequent questions, for their page.</summary>
public sealed class FrequentQuestionList(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Lists them by question; the search looks at question, keywords and answer.</summary>
    public async Task<TablePage<FrequentQuestionForm>> RunAsync(TableQuery query, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var questions = db.FrequentQuestions.AsNoTracking();
        if (query.Pattern() is { } pattern)
        {
            questions = questions.Where(q => EF.Functions.Like(q.Question, pattern, "\\")
                || EF.Functions.Like(q.Keywords, pattern, "\\") || EF.Functions.Like(q.Answer, pattern, "\\"));
        }

        return await questions.OrderBy(q => q.Question).ThenBy(q => q.Id)
            .Select(q => new FrequentQuestionForm(q.Id, q.Question, q.Keywords, q.Answer, q.AnswerWithReception, q.Active)).PageAsync(query, cancellation);
    }
}

/// <summary>Adds or changes a frequent question.</summary>
public sealed partial class SaveFrequentQuestion(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Longest answer: the bot cuts longer ones.</summary>
    public const int AnswerLength = 600;

    private static readonly string[] Fields = ["recepcao", "endereco", "horario"];

    /// <summary>Saves whatever the line has become meanwhile.</summary>
    public Task<SaveResult> RunAsync(Actor who, FrequentQuestionForm form, CancellationToken cancellation) => RunAsync(who, form, null, cancellation);

    /// <summary>Saves, or says all that is wrong, or that the line is no longer as it was loaded.</summary>
    public async Task<SaveResult> RunAsync(Actor who, FrequentQuestionForm form, FrequentQuestionForm? loaded, CancellationToken cancellation)
    {
        var faults = Check(form);
        if (faults.Count > 0)
            return new(faults);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        var entry = form.Id is { } id ? await db.FrequentQuestions.FirstOrDefaultAsync(q => q.Id == id, cancellation) : null;
        if (form.Id is not null && entry is null)
            return SaveResult.Fault("", "Esta pergunta foi apagada por outra pessoa. Recarregue a lista.");
        if (entry is not null && await db.ConflictAsync(Settings.FrequentQuestions, entry.Id, loaded, FormOf(entry), cancellation) is { } conflict)
            return conflict;
        if (entry is null)
            db.FrequentQuestions.Add(entry = new FrequentQuestionEntry { Question = "", Keywords = "", Answer = "" });
        entry.Question = form.Question.Trim();
        entry.Keywords = KeywordList.Join(KeywordList.Split(form.Keywords));
        entry.Answer = form.Answer.Trim();
        entry.AnswerWithReception = string.IsNullOrWhiteSpace(form.AnswerWithReception) ? null : form.AnswerWithReception.Trim();
        entry.Active = form.Active;
        await db.SaveChangesAsync(cancellation);
        db.Changed(who, Settings.FrequentQuestions, entry.Id, clock.GetUtcNow(), "Pergunta frequente " + entry.Question);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return SaveResult.Ok(entry.Id);
    }

    private static FrequentQuestionForm FormOf(FrequentQuestionEntry entry) =>
        new(entry.Id, entry.Question, entry.Keywords, entry.Answer, entry.AnswerWithReception, entry.Active);

    private static List<FieldFault> Check(FrequentQuestionForm form)
    {
        var faults = new List<FieldFault>();
        if (form.Question.Trim().Length is 0 or > 200)
            faults.Add(new(nameof(form.Question), "Escreva a pergunta, com no máximo 200 caracteres."));
        if (KeywordList.Split(form.Keywords).Count == 0 || form.Keywords.Length > 1000)
            faults.Add(new(nameof(form.Keywords), "Escreva ao menos uma palavra-chave; separe com vírgulas, no máximo 1000 caracteres."));
        if (form.Answer.Trim().Length is 0 or > AnswerLength)
            faults.Add(new(nameof(form.Answer), $"Escreva a resposta, com no máximo {AnswerLength} caracteres."));
        if (form.AnswerWithReception?.Trim().Length > AnswerLength)
            faults.Add(new(nameof(form.AnswerWithReception), $"A resposta só pode ter {AnswerLength} caracteres."));
        if (form.Answer.AsSpan().IndexOfAny('{', '}') >= 0)
            faults.Add(new(nameof(form.Answer), "Esta resposta não tem campos: apague as chaves { }."));
        foreach (var unknown in Placeholder().Matches(form.AnswerWithReception ?? "").Select(m => m.Groups[1].Value).Where(f => !Fields.Contains(f)).Distinct())
            faults.Add(new(nameof(form.AnswerWithReception), $"O campo {{{unknown}}} não existe. Use {{recepcao}}, {{endereco}} ou {{horario}}."));
        return faults;
    }

    [GeneratedRegex(@"\{([^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}

/// <summary>Removes a frequent question.</summary>
public sealed class DeleteFrequentQuestion(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Deletes; deleting what is gone is done.</summary>
    public async Task<SaveResult> RunAsync(Actor who, int id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.FrequentQuestions.FirstOrDefaultAsync(q => q.Id == id, cancellation) is { } entry)
        {
            db.FrequentQuestions.Remove(entry);
            db.Changed(who, Settings.FrequentQuestions, id, clock.GetUtcNow(), "Pergunta frequente apagada: " + entry.Question);
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return SaveResult.Ok(id);
    }
}
