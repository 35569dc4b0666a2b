using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Dpemt.Portal.Notices;

/// <summary>What became of handing one mail over.</summary>
/// <param name="State"><see cref="DeliveryState.Sent"/>, <see cref="DeliveryState.Waiting"/> (did not leave, may be tried again), <see cref="DeliveryState.Unknown"/> or <see cref="DeliveryState.Failed"/>.</param>
/// <param name="Fault">Why it was not sent, in Portuguese; no address.</param>
internal sealed record MailOutcome(DeliveryState State, string? Fault);

/// <summary>A mail to one person.</summary>
internal sealed record Mail(string ToName, string ToAddress, string Subject, string Body, string MessageId);

/// <summary>Hands a mail to the server, and knows whether it may have left.</summary>
internal sealed class SmtpCourier(TimeProvider clock)
{
    internal async Task<MailOutcome> SendAsync(MailServer server, Mail mail, CancellationToken cancellation)
    {
        if (!MailboxAddress.TryParse(mail.ToAddress, out var address) || !MailboxAddress.TryParse(server.From, out var from))
            return new(DeliveryState.Failed, "O endereço de e-mail não é válido.");
        using var message = new MimeMessage();
        message.From.Add(from);
        message.To.Add(new MailboxAddress(mail.ToName, address.Address));
        message.Subject = mail.Subject;
        message.Date = clock.GetUtcNow();
        message.MessageId = mail.MessageId;
        // Told by a program: no out-of-office answers.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new TextPart("plain") { Text = mail.Body };

        using var client = new StagedClient { Timeout = (int)server.Timeout.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(server.Host, server.Port, server.SocketOptions, cancellation);
            if (server.User.Length > 0)
                await client.AuthenticateAsync(server.User, server.Password, cancellation);
            await client.SendAsync(message, cancellation);
        }
        catch (SmtpCommandException refused)
        {
            // An answer with a code: the server did not take the mail.
            var code = (int)refused.StatusCode;
            return new(code >= 500 ? DeliveryState.Failed : DeliveryState.Waiting, $"O servidor de e-mail recusou a mensagem (código {code}).");
        }
        catch (Exception fault) when (fault is AuthenticationException or SslHandshakeException or ServiceNotAuthenticatedException or NotSupportedException)
        {
            return new(DeliveryState.Waiting, fault is SslHandshakeException
                ? "A conexão segura com o servidor de e-mail não foi aceita. Confira Mail__Security e o certificado."
                : "O servidor de e-mail não aceitou usuário e senha, ou não oferece a proteção pedida. Confira Mail__User, Mail__Password e Mail__Security.");
        }
        catch (Exception fault) when (fault is IOException or SocketException or ProtocolException or TimeoutException or OperationCanceledException)
        {
            return client.MayHaveLeft
                ? new(DeliveryState.Unknown, "A conexão caiu depois que a mensagem começou a sair: pode ter chegado ou não.")
                : new(DeliveryState.Waiting, "Não foi possível falar com o servidor de e-mail.");
        }

        await QuitAsync(client);
        return new(DeliveryState.Sent, null);
    }

    /// <summary>The mail is taken: a server that drops the line instead of saying goodbye changes nothing.</summary>
    private static async Task QuitAsync(StagedClient client)
    {
        try
        {
            await client.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception fault) when (fault is IOException or SocketException or ProtocolException or TimeoutException)
        {
            // Nothing to mend.
        }
    }

    /// <summary>Notes the step after which a lost connection leaves open whether the mail arrived: the text follows the accepted recipient.</summary>
    private sealed class StagedClient : SmtpClient
    {
        internal bool MayHaveLeft { get; private set; }

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            MayHaveLeft = true;
            base.OnRecipientAccepted(message, mailbox, response);
        }
    }
}
