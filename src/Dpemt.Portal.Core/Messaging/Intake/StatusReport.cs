using System.Text.Json;

namespace Dpemt.Portal.Messaging.Intake;

/// <summary>A status as received, from a webhook or from the status query.</summary>
internal sealed record StatusReport(string Payload) : ReceivedItem(Payload)
{
    internal string? Wamid { get; init; }

    /// <summary>The provider's id of the request.</summary>
    internal string? RequestId { get; init; }

    internal string? Recipient { get; init; }

    /// <summary>The word as received.</summary>
    internal string Word { get; init; } = "";

    /// <summary>Null when the word is not known.</summary>
    internal MessageStatus? Status { get; init; }

    internal DateTimeOffset At { get; init; }
    internal int? ErrorCode { get; init; }
    internal string? ErrorDetail { get; init; }
    internal string? PricingType { get; init; }
    internal string? PricingCategory { get; init; }
    internal bool? Billable { get; init; }

    internal static StatusReport Read(JsonElement status, DateTimeOffset receivedAt)
    {
        var error = status.Items("errors").FirstOrDefault();
        var pricing = status.Object("pricing");
        var word = status.Text("status") ?? "";
        return new(status.GetRawText())
        {
            Wamid = status.Text("id"),
            RequestId = status.Text("idRequisicao") is { Length: <= 64 } id ? id : null,
            Recipient = status.Text("recipient_id"),
            Word = word.Length <= 40 ? word : word[..40],
            Status = Known(word),
            At = status.Number("timestamp") is { } unix && UnixTime.Read(unix) is { } at && at <= receivedAt ? at : receivedAt,
            ErrorCode = error.ValueKind == JsonValueKind.Object && error.Number("code") is >= 0 and <= int.MaxValue and var code ? (int)code : null,
            ErrorDetail = error.ValueKind == JsonValueKind.Object ? Detail(error) : null,
            PricingType = Short(pricing?.Text("type")),
            PricingCategory = Short(pricing?.Text("category")),
            Billable = pricing?.Flag("billable"),
        };
    }

    internal static MessageStatus? Known(string word) => word switch
    {
        "sent" => MessageStatus.Sent,
        "delivered" => MessageStatus.Delivered,
        // A voice message that was played has been read; the screen knows no finer step.
        "read" or "played" => MessageStatus.Read,
        "failed" => MessageStatus.Failed,
        _ => null,
    };

    private static string Detail(JsonElement error)
    {
        var parts = new[] { error.Text("title"), error.Text("message"), error.Object("error_data")?.Text("details") };
        return string.Join("; ", parts.Where(p => p is not null).Distinct());
    }

    private static string? Short(string? text) => text is null || text.Length <= 40 ? text : text[..40];
}
