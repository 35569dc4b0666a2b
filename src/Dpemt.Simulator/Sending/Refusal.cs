using System.Globalization;

namespace Dpemt.Simulator.Sending;

/// <summary>A refusal of Meta's: code, title, details, and the HTTP status of the call that it would answer.</summary>
internal sealed record Refusal(int Code, string Title, string Details, int Http = 400)
{
    /// <summary>Text of a failure that came after acceptance.</summary>
    public string AsyncText => string.Create(CultureInfo.InvariantCulture, $"code: {Code}; details: {Details}; ");

    /// <summary>Text of a call that Meta refused to the provider.</summary>
    public string SyncText => string.Create(CultureInfo.InvariantCulture, $"[Error status code: {Http}]; (#{Code}) {Title}; {Details}");

    public static Refusal WindowClosed { get; } = new(
        131047, "Re-engagement message", "Message failed to send because more than 24 hours have passed since the customer last replied to this number.");

    public static Refusal LinkUnreachable { get; } = new(131053, "Media upload error", "Downloading media from weblink failed with http code 403.");

    public static Refusal Invalid(string details) => new(100, "Invalid parameter", details);

    public static Refusal BadValue(string details) => new(131009, "Parameter value is not valid", details);

    public static Refusal TemplateMissing(string name) =>
        new(132001, "Template name does not exist in the translation", $"template name ({name}) does not exist in pt_BR", 404);

    public static Refusal Of(int code) => code switch
    {
        131026 => new Refusal(code, "Message undeliverable", "Message Undeliverable."),
        131047 => WindowClosed,
        131049 => new Refusal(code, "Meta chose not to deliver", "In order to maintain a healthy ecosystem engagement, the message failed to be delivered."),
        131053 => LinkUnreachable,
        130429 => new Refusal(code, "Rate limit hit", "Cloud API message throughput has been reached."),
        131056 => new Refusal(code, "Pair rate limit hit", "Too many messages sent to this phone number in a short period of time."),
        132015 => new Refusal(code, "Template is paused", "Template is paused due to low quality."),
        131000 => new Refusal(code, "Something went wrong", "Message failed to send due to an unknown error.", 500),
        _ => new Refusal(code, "Simulated failure", "Falha simulada."),
    };
}
