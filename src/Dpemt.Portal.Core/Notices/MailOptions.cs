using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Dpemt.Portal.Notices;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Not at all: only for a server on the same machine, without password.</summary>
    None = 0,

    /// <summary>Begins in clear and must change to TLS.</summary>
    StartTls = 1,

    /// <summary>TLS from the first byte.</summary>
    Tls = 2,
}

/// <summary>The mail server that takes notices. Settings section <c>Mail</c>. Without a host nothing is sent, and screens say so.</summary>
public sealed class MailOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Mail";

    /// <summary>Name of the server; empty when none is used.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>User at the server; empty when it asks for none.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Address that the mails come from, with or without a name before it.</summary>
    public string From { get; set; } = "";

    /// <summary>Longest wait for each answer of the server, seconds.</summary>
    public int TimeoutSeconds { get; set; } = 20;
}

internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        if (options.Host.Length == 0)
            return ValidateOptionsResult.Success;
        List<string> faults = [];
        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
            faults.Add("Mail:Host precisa ser o nome ou o endereço IP do servidor de e-mail, sem porta.");
        if (options.Port is < 1 or > 65_535)
            faults.Add("Mail:Port precisa estar entre 1 e 65535.");
        if (!MailboxAddress.TryParse(options.From, out _))
            faults.Add("Mail:From precisa ser um endereço de e-mail, por exemplo Portal DPEMT <portal@exemplo.mt.gov.br>.");
        if (options.User.Length == 0 != (options.Password.Length == 0))
            faults.Add("Mail:User e Mail:Password precisam ser definidos juntos, ou nenhum dos dois.");
        if (options.Password.Length > 0 && options.Security == MailSecurity.None)
            faults.Add("Mail:Security: com senha, use StartTls ou Tls; sem proteção ela passaria em claro pela rede.");
        if (options.TimeoutSeconds is < 1 or > 300)
            faults.Add("Mail:TimeoutSeconds precisa estar entre 1 e 300.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}

/// <summary>A mail server to hand mails to.</summary>
public sealed record MailServer(string Host, int Port, MailSecurity Security, string User, string Password, string From, TimeSpan Timeout)
{
    internal SecureSocketOptions SocketOptions => Security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}

/// <summary>Where mails go.</summary>
public interface IMailRoute
{
    /// <summary>True when mails are sent at all.</summary>
    bool Configured { get; }

    /// <summary>The server; null when it cannot be told now.</summary>
    ValueTask<MailServer?> FindAsync(CancellationToken cancellation);
}

/// <summary>The server of the settings.</summary>
internal sealed class ConfiguredMailRoute(IOptions<MailOptions> options) : IMailRoute
{
    public bool Configured => options.Value.Host.Length > 0;

    public ValueTask<MailServer?> FindAsync(CancellationToken cancellation)
    {
        var mail = options.Value;
        return ValueTask.FromResult<MailServer?>(
            Configured ? new(mail.Host, mail.Port, mail.Security, mail.User, mail.Password, mail.From, TimeSpan.FromSeconds(mail.TimeoutSeconds)) : null);
    }
}
