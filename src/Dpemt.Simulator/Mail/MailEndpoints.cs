namespace Dpemt.Simulator.Mail;

/// <summary>What the sink took, for tests and people.</summary>
internal static class MailEndpoints
{
    public static void MapMail(this WebApplication app)
    {
        _ = app.MapGet("/controle/emails", (Mailbox mailbox) => Results.Json(mailbox.All().Select(mail => new
        {
            de = mail.From,
            para = mail.To,
            assunto = mail.Subject,
            texto = mail.Text,
            em = mail.At,
        })));
        _ = app.MapDelete("/controle/emails", (Mailbox mailbox) =>
        {
            mailbox.Clear();
            return Results.NoContent();
        });
        _ = app.MapGet("/controle/emails/servidor", (Mailbox mailbox) => Results.Json(new { endereco = "127.0.0.1", porta = mailbox.Port }));
    }
}
