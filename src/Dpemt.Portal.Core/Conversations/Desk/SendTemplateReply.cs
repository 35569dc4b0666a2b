using System.Globalization;
using System.Text.RegularExpressions;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Templates;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>A template chosen by a person, with the values of its variables in order.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Key">Made by the screen once per answer, as in <see cref="Reply"/>.</param>
/// <param name="Template">Name of an approved template.</param>
/// <param name="BodyParameters">Values of {{1}}, {{2}}… of the body.</param>
/// <param name="HeaderParameters">Values of the header; null or empty when it has none.</param>
public sealed record TemplateReply(
    Guid ConversationId, Guid Key, string Template, IReadOnlyList<string> BodyParameters, IReadOnlyList<string>? HeaderParameters = null);

/// <summary>The way out of a closed window: queues an approved template for the citizen, exactly once per key.</summary>
public sealed partial class SendTemplateReply(DeskWork work)
{
    /// <summary>Status of a template that may be sent.</summary>
    public const string Approved = "APPROVED";

    /// <summary>Longest value of a variable.</summary>
    public const int ParameterLength = 1024;

    /// <summary>Queues the template.</summary>
    public Task<DeskResult> RunAsync(Actor who, TemplateReply reply, CancellationToken cancellation) =>
        work.RunAsync(who, reply.ConversationId, desk => SendAsync(desk, reply, cancellation), cancellation);

    /// <summary>The text of a body with its variables filled in; values that are missing leave the variable standing.</summary>
    public static string Fill(string body, IReadOnlyList<string> parameters) => Variable().Replace(body, match =>
        int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place >= 1 && place <= parameters.Count
            ? parameters[place - 1]
            : match.Value);

    /// <summary>How many variables a body has: the highest number in it.</summary>
    public static int VariablesOf(string body) => Variable().Matches(body)
        .Select(m => int.TryParse(m.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0).DefaultIfEmpty().Max();

    private static async Task<DeskResult> SendAsync(DeskCase desk, TemplateReply reply, CancellationToken cancellation)
    {
        if (await desk.RefuseUnlessMineAsync(cancellation) is { } refusal)
            return refusal;
        if (await OutgoingReply.EarlierAsync(desk, reply.Key, cancellation) is { } earlier)
            return earlier;
        var template = await desk.Db.Templates.AsNoTracking().FirstOrDefaultAsync(t => t.Name == reply.Template, cancellation);
        if (template is not { Status: Approved })
            return new(DeskCodes.TemplateRefused, "Este modelo não está aprovado pela Meta. Escolha outro.");
        var parameters = reply.BodyParameters.Select(p => string.Join(' ', p.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        if (FaultOf(template, parameters, reply) is { } fault)
            return DeskErrors.Invalid(fault);
        return await OutgoingReply.QueueAsync(desk, reply.Key, new OutboundMessage
        {
            CitizenId = desk.Citizen.Id,
            ConversationId = desk.Conversation.Id,
            Author = MessageAuthor.Attendant,
            AuthorUserId = desk.Scope.UserId,
            Kind = MessageKind.Template,
            Text = Fill(template.Body, parameters),
            Content = new OutboundContent(Template: template.Name, HeaderParameters: reply.HeaderParameters, BodyParameters: parameters),
            TemplateCategory = template.Category,
            Priority = SendPriority.Person,
        }, cancellation);
    }

    private static string? FaultOf(Template template, List<string> parameters, TemplateReply reply)
    {
        if (reply.Key == Guid.Empty)
            return "Falta a chave do envio. Recarregue a página.";
        var wanted = VariablesOf(template.Body);
        if (parameters.Count != wanted)
            return $"O modelo pede {wanted} valores e recebeu {parameters.Count}.";
        if (parameters.FindIndex(p => p.Length == 0) is >= 0 and var empty)
            return $"Preencha o valor {empty + 1} do modelo.";
        return parameters.Any(p => p.Length > ParameterLength) ? $"Um valor do modelo passa de {ParameterLength} caracteres." : null;
    }

    [GeneratedRegex(@"\{\{(\d{1,2})\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}

/// <summary>A template that may be sent.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Category">Meta's word: MARKETING, UTILITY, AUTHENTICATION.</param>
/// <param name="Body">Text with {{1}}, {{2}}…</param>
/// <param name="Variables">Number of variables of the body.</param>
public sealed record SendableTemplate(string Name, string Category, string Body, int Variables);

/// <summary>The approved templates, for the composer. Codes are left out: a person never sends them.</summary>
public sealed class SendableTemplates(IDbContextFactory<Persistence.PortalDbContext> contexts)
{
    /// <summary>Reads them by name; at most 200.</summary>
    public async Task<IReadOnlyList<SendableTemplate>> RunAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var templates = await db.Templates.AsNoTracking().Where(t => t.Status == SendTemplateReply.Approved && t.Category != "AUTHENTICATION")
            .OrderBy(t => t.Name).Take(200).Select(t => new { t.Name, t.Category, t.Body }).ToListAsync(cancellation);
        return [.. templates.Select(t => new SendableTemplate(t.Name, t.Category, t.Body, SendTemplateReply.VariablesOf(t.Body)))];
    }
}
