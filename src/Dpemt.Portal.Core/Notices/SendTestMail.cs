using System.Globalization;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Notices;

/// <summary>Sends one mail at once, so that an administrator sees whether server and address are right.</summary>
public sealed class SendTestMail
{
    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly IMailRoute _route;
    private readonly SmtpCourier _courier;
    private readonly TimeProvider _clock;

    internal SendTestMail(IDbContextFactory<PortalDbContext> contexts, IMailRoute route, SmtpCourier courier, TimeProvider clock) =>
        (_contexts, _route, _courier, _clock) = (contexts, route, courier, clock);

    /// <summary>Sends it to one recipient.</summary>
    public async Task<NoticeResult> RunAsync(Actor who, int recipientId, CancellationToken cancellation)
    {
        if (!_route.Configured)
            return Refuse(SendNotices.NotConfigured + " Defina Mail__Host e Mail__From.");
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        if (await db.NoticeRecipients.AsNoTracking().SingleOrDefaultAsync(r => r.Id == recipientId, cancellation) is not { } recipient)
            return Refuse("Este destinatário foi removido por outra pessoa. Recarregue a lista.");
        if (await _route.FindAsync(cancellation) is not { } server)
            return Refuse("O servidor de e-mail não respondeu. Tente de novo em instantes.");
        var now = _clock.GetUtcNow();
        db.Audit(who, AuditActions.SettingsChanged, NoticeRecipients.Table, recipientId, now, "E-mail de teste enviado");
        await db.SaveChangesAsync(cancellation);
        var outcome = await _courier.SendAsync(server, new(
            recipient.Name, recipient.Email, "Teste de aviso do portal da Defensoria",
            $"Este é um teste pedido por {who.Name}. Se você o recebeu, os avisos por e-mail funcionam.",
            string.Create(CultureInfo.InvariantCulture, $"teste-{recipientId}-{now.UtcTicks}@portal.dpemt")), cancellation);
        return outcome.State == DeliveryState.Sent
            ? new(null, $"O servidor de e-mail aceitou o teste para {recipient.Name}. Confira a caixa de entrada.")
            : Refuse(outcome.Fault ?? "O teste não foi enviado.");
    }

    private static NoticeResult Refuse(string text) => new(new Refusal("teste", text));
}
