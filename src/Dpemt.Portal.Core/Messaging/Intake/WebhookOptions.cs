using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Messaging.Intake;

/// <summary>Who may deliver. Settings section <c>Webhook</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Webhook";

    /// <summary>Shortest secret outside of Development, characters.</summary>
    public const int SecretLength = 24;

    /// <summary>Secrets of the path: the current one and, while it is being changed, the one before.</summary>
    public IList<string> Secrets { get; set; } = [];

    /// <summary>User of HTTP Basic; without it Basic is not asked for.</summary>
    public string? BasicUser { get; set; }

    public string? BasicPassword { get; set; }

    /// <summary>Meta's app secret: with it <c>X-Hub-Signature-256</c> is demanded. Behind the contractor it is hers, so usually unset.</summary>
    public string? AppSecret { get; set; }

    /// <summary>Token of Meta's handshake; without it the handshake is refused.</summary>
    public string? VerifyToken { get; set; }

    /// <summary>Deliveries that may wait for their commit; more are answered 503.</summary>
    public int MaxWaiting { get; set; } = 8192;

    /// <summary>Bytes that may wait for their commit; more are answered 503.</summary>
    public long MaxWaitingBytes { get; set; } = 96L * 1024 * 1024;
}

internal sealed class WebhookOptionsValidator(IHostEnvironment environment) : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var faults = new List<string>();
        if (options.Secrets.Count == 0)
            faults.Add("Webhook:Secrets:0 não está definido: é o segredo no endereço do webhook.");
        for (var i = 0; i < options.Secrets.Count; i++)
        {
            if (options.Secrets[i].Length < WebhookOptions.SecretLength && !environment.IsDevelopment())
                faults.Add($"Webhook:Secrets:{i} precisa ter pelo menos {WebhookOptions.SecretLength} caracteres.");
        }

        if (string.IsNullOrEmpty(options.BasicUser) != string.IsNullOrEmpty(options.BasicPassword))
            faults.Add("Webhook:BasicUser e Webhook:BasicPassword precisam estar ambos definidos, ou nenhum.");
        if (options.MaxWaiting is < 16 or > 1_000_000)
            faults.Add("Webhook:MaxWaiting precisa estar entre 16 e 1000000.");
        if (options.MaxWaitingBytes < 4 * 1024 * 1024)
            faults.Add("Webhook:MaxWaitingBytes precisa ser pelo menos 4194304 (4 MB).");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
