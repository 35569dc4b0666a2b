using System.Globalization;
using Dpemt.Portal.Conversations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dpemt.Portal.Web.Features.Api;

/// <summary>Reads the parameters that several calls share; each gives its own problem when it cannot be read.</summary>
internal static class ApiParameters
{
    /// <summary>Items of a page when nothing is asked for.</summary>
    internal const int DefaultLimit = 50;

    /// <summary>Cursor and limit of a list; null when both can be used.</summary>
    internal static ProblemHttpResult? Page(string? cursor, string? limit, int most, out int size)
    {
        size = DefaultLimit;
        if (!string.IsNullOrEmpty(cursor) && !PageCursor.TryRead(cursor, out _, out _))
            return ApiProblems.BadParameter("cursor-invalido", "“cursor” não é de uma página anterior desta lista. Comece sem ele.");
        if (string.IsNullOrEmpty(limit))
            return null;
        return int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size >= 1 && size <= most
            ? null
            : ApiProblems.BadParameter("limite-invalido", $"“limite” é um número inteiro de 1 a {most}.");
    }

    /// <summary>Id of a conversation.</summary>
    internal static ProblemHttpResult? ConversationId(string text, out Guid id) => Guid.TryParseExact(text, "D", out id) || Guid.TryParseExact(text, "N", out id)
        ? null
        : ApiProblems.BadParameter("id-invalido", "O id de uma conversa é um UUID, como 01980000-0000-7000-8000-000000000001.");

    /// <summary>Id of a message.</summary>
    internal static ProblemHttpResult? MessageId(string text, out long id) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0
        ? null
        : ApiProblems.BadParameter("id-invalido", "O id de uma mensagem é um número inteiro maior que zero.");
}
