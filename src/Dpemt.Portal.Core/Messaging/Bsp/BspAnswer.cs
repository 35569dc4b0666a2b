using System.Text.Json;

namespace Dpemt.Portal.Messaging.Bsp;

/// <summary>What became of one attempt to send.</summary>
public enum SendOutcome
{
    /// <summary>The provider took it and gave an id.</summary>
    Accepted,

    /// <summary>The provider will not take it as it is.</summary>
    Refused,

    /// <summary>It surely did not leave, and may later.</summary>
    Retry,

    /// <summary>It may or may not have left: never repeated by itself.</summary>
    Unknown,
}

/// <summary>One attempt to send and what the provider answered.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="HttpStatus">Null when no answer came.</param>
/// <param name="RequestId">The provider's id of the request, when it was taken.</param>
/// <param name="ErrorCode">Meta's code, when one was found.</param>
/// <param name="Detail">The answer's text, whole, or what happened on this side; no personal data of ours is added.</param>
public sealed record BspAnswer(SendOutcome Outcome, int? HttpStatus = null, string? RequestId = null, int? ErrorCode = null, string? Detail = null)
{
    /// <summary>Reads an answer by its HTTP status, its id and the code in its text.</summary>
    internal static BspAnswer Read(int status, string body)
    {
        if (status is >= 200 and < 300)
        {
            return Id(body) is { } id
                ? new(SendOutcome.Accepted, status, id)
                : new(SendOutcome.Unknown, status, null, null, "A resposta da contratada não traz o id da requisição: " + body);
        }

        var text = Message(body);
        var code = MessageFailures.CodeIn(text) ?? MessageFailures.CodeIn(body);
        var outcome = status switch
        {
            401 or 429 or 502 or 503 or 504 => SendOutcome.Retry,
            >= 500 or 408 => SendOutcome.Unknown,
            _ when code is { } known && MessageFailures.MayPass(known) => SendOutcome.Retry,
            _ => SendOutcome.Refused,
        };
        return new(outcome, status, null, code, text);
    }

    private static string? Id(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var id = json.RootElement.Text("id") ?? json.RootElement.Text("idRequisicao");
            return id?.Length is > 0 and <= 64 ? id : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text of either error shape, with Meta's code in front when the body has it apart.</summary>
    private static string Message(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.Object("error") is { } error)
            {
                var text = error.Text("message") ?? body;
                return MessageFailures.CodeIn(text) is null && error.Number("code") is { } code ? $"code: {code}; details: {text}; " : text;
            }

            return root.Text("message") ?? root.Text("error") ?? body;
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
