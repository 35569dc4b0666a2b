using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Messaging.Bsp;

/// <summary>The contractor's API. Settings section <c>Bsp</c>. What its documentation leaves open is a setting.</summary>
public sealed class BspOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Bsp";

    public string BaseUrl { get; set; } = "";
    public string ClientId { get; set; } = "";
    public string ClientSecret { get; set; } = "";

    /// <summary>Some clients send <c>grant_type</c>, none needs it; empty leaves it out.</summary>
    public string GrantType { get; set; } = "client_credentials";

    /// <summary>Meta's id of the number that sends, not its telephone number.</summary>
    public string PhoneNumberId { get; set; } = "";

    public string WabaId { get; set; } = "";

    /// <summary>Longest wait for the answer to a send, seconds. What takes longer is unknown, not failed.</summary>
    public int SendTimeoutSeconds { get; set; } = 15;

    /// <summary>Longest wait for a token or an answer to a query, seconds.</summary>
    public int QueryTimeoutSeconds { get; set; } = 10;

    /// <summary>Longest download or upload of a file, seconds.</summary>
    public int MediaTimeoutSeconds { get; set; } = 60;

    /// <summary>Most sends at once.</summary>
    public int MaxConcurrency { get; set; } = 16;

    /// <summary>Largest file that is fetched from the provider, bytes; Meta delivers up to 100 MB.</summary>
    public long MaxMediaBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>Lifetime of a token that does not name its own, seconds.</summary>
    public int TokenSeconds { get; set; } = 600;

    /// <summary>Time zone of the dates of the totals query; undocumented.</summary>
    public string TotalsTimeZone { get; set; } = "America/Sao_Paulo";

    /// <summary>Tells citizens when a person has read them; the call is seen in code of the contractor's clients only.</summary>
    public bool MarkAsRead { get; set; } = true;

    /// <summary>Registers the webhook as bare text instead of JSON: both have been seen.</summary>
    public bool RegisterWebhookAsText { get; set; }
}

internal sealed class BspOptionsValidator : IValidateOptions<BspOptions>
{
    public ValidateOptionsResult Validate(string? name, BspOptions options)
    {
        var faults = new List<string>();
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            faults.Add("Bsp:BaseUrl precisa ser o endereço http(s) da API da contratada.");
        Required(options.ClientId, "Bsp:ClientId");
        Required(options.ClientSecret, "Bsp:ClientSecret");
        Required(options.PhoneNumberId, "Bsp:PhoneNumberId");
        Required(options.WabaId, "Bsp:WabaId");
        Between(options.SendTimeoutSeconds, 1, 300, "Bsp:SendTimeoutSeconds");
        Between(options.QueryTimeoutSeconds, 1, 300, "Bsp:QueryTimeoutSeconds");
        Between(options.MediaTimeoutSeconds, 1, 600, "Bsp:MediaTimeoutSeconds");
        Between(options.MaxConcurrency, 1, 256, "Bsp:MaxConcurrency");
        Between(options.TokenSeconds, 30, 86_400, "Bsp:TokenSeconds");
        Between(options.MaxMediaBytes, 1024, 1L << 30, "Bsp:MaxMediaBytes");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TotalsTimeZone, out _))
            faults.Add("Bsp:TotalsTimeZone não é um fuso horário conhecido, como America/Sao_Paulo.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Required(string value, string key)
        {
            if (string.IsNullOrWhiteSpace(value))
                faults.Add($"{key} não está definido.");
        }

        void Between(long value, long least, long most, string key)
        {
            if (value < least || value > most)
                faults.Add($"{key} precisa estar entre {least} e {most}.");
        }
    }
}
