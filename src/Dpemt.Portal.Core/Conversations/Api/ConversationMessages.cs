using System.Globalization;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Api;

/// <summary>A message, as other systems read it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Wamid">Meta's id, when known.</param>
/// <param name="De"><c>cidadao</c>, <c>robo</c>, <c>atendente</c> or <c>sistema</c>.</param>
/// <param name="Tipo">What it is, for instance <c>texto</c>.</param>
/// <param name="Texto">What a reader sees.</param>
/// <param name="Situacao">Where it stands, for instance <c>entregue</c>.</param>
/// <param name="Em">When it was written.</param>
public sealed record MessageItem(long Id, string? Wamid, string De, string Tipo, string? Texto, string Situacao, DateTimeOffset Em);

/// <summary>The messages of one conversation, oldest first.</summary>
public sealed class ConversationMessages(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Most items of a page.</summary>
    public const int MaxLimit = 200;

    /// <summary>Reads one page; null when there is no such conversation.</summary>
    public async Task<ApiPage<MessageItem>?> RunAsync(Guid conversationId, string? cursor, int limit, CancellationToken cancellation)
    {
        var size = Math.Clamp(limit, 1, MaxLimit);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await db.Conversations.AnyAsync(c => c.Id == conversationId, cancellation))
            return null;
        var messages = db.Messages.AsNoTracking().Where(m => m.ConversationId == conversationId);
        if (PageCursor.TryRead(cursor, out _, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
            messages = messages.Where(m => m.Id > after);
        var rows = await messages.OrderBy(m => m.Id).Take(size + 1)
            .Select(m => new { m.Id, m.Wamid, m.Author, m.Kind, m.Text, m.Status, m.OccurredAt }).ToListAsync(cancellation);
        var page = rows.Take(size)
            .Select(m => new MessageItem(m.Id, m.Wamid, ApiWords.Of(m.Author), ApiWords.Of(m.Kind), m.Text, ApiWords.Of(m.Status), m.OccurredAt)).ToList();
        return new(page, rows.Count > size ? PageCursor.Of(page[^1].Em, page[^1].Id.ToString(CultureInfo.InvariantCulture)) : null);
    }
}

/// <summary>The Portuguese words of the API.</summary>
public static class ApiWords
{
    /// <summary>Of a conversation's state.</summary>
    public static string Of(ConversationState state) => state switch
    {
        ConversationState.WithBot => "robo",
        ConversationState.Waiting => "fila",
        ConversationState.WithPerson => "atendente",
        _ => "encerrada",
    };

    /// <summary>Of an author.</summary>
    public static string Of(MessageAuthor author) => author switch
    {
        MessageAuthor.Citizen => "cidadao",
        MessageAuthor.Bot => "robo",
        MessageAuthor.Attendant => "atendente",
        _ => "sistema",
    };

    /// <summary>Of a kind of message.</summary>
    public static string Of(MessageKind kind) => kind switch
    {
        MessageKind.Text => "texto",
        MessageKind.Buttons => "botoes",
        MessageKind.List => "lista",
        MessageKind.Template => "modelo",
        MessageKind.Image => "imagem",
        MessageKind.Audio => "audio",
        MessageKind.Video => "video",
        MessageKind.Document => "documento",
        MessageKind.Sticker => "figurinha",
        MessageKind.Location => "localizacao",
        MessageKind.Contacts => "contatos",
        MessageKind.Reaction => "reacao",
        MessageKind.Reply => "resposta",
        MessageKind.System => "sistema",
        _ => "desconhecido",
    };

    /// <summary>Of a message's status.</summary>
    public static string Of(MessageStatus status) => status switch
    {
        MessageStatus.Received => "recebida",
        MessageStatus.Queued => "na-fila",
        MessageStatus.Sending => "enviando",
        MessageStatus.Accepted => "aceita",
        MessageStatus.Sent => "enviada",
        MessageStatus.Delivered => "entregue",
        MessageStatus.Read => "lida",
        MessageStatus.Failed => "falhou",
        _ => "desconhecida",
    };
}
