using System.Globalization;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Notices;

/// <summary>
/// Sends what is due: first writes one line per recipient of a notice, then claims and sends line by line. A claim is a
/// compare-and-set that is committed before the server is asked, so two instances never send the same line.
/// </summary>
public sealed class SendNotices
{
    /// <summary>Mails of one round.</summary>
    private const int Batch = 20;

    /// <summary>Longer than the longest talk with a server.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(10);

    /// <summary>Pauses before the attempts after the first; then it is given up, about a day after it began.</summary>
    private static readonly TimeSpan[] Pauses =
        [.. new[] { 0.25, 1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 600 }.Select(TimeSpan.FromMinutes)];

    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly IMailRoute _route;
    private readonly SmtpCourier _courier;
    private readonly TimeProvider _clock;

    internal SendNotices(IDbContextFactory<PortalDbContext> contexts, IMailRoute route, SmtpCourier courier, TimeProvider clock) =>
        (_contexts, _route, _courier, _clock) = (contexts, route, courier, clock);

    /// <summary>One round. True when more may be due at once.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        await AddressAsync(now, cancellation);
        await GiveUpLapsedAsync(now, cancellation);
        List<long> due;
        await using (var db = await _contexts.CreateDbContextAsync(cancellation))
        {
            due = await db.NoticeDeliveries.AsNoTracking().Where(d => d.DueAt != null && d.DueAt <= now && d.State == DeliveryState.Waiting)
                .OrderBy(d => d.DueAt).ThenBy(d => d.Id).Select(d => d.Id).Take(Batch).ToListAsync(cancellation);
        }

        if (due.Count == 0)
            return false;
        if (await _route.FindAsync(cancellation) is not { } server)
            return false;
        foreach (var id in due)
            await DeliverAsync(server, id, cancellation);
        return due.Count == Batch;
    }

    /// <summary>Writes the lines of new notices. Whom to tell is decided now: who is added later is not sent old news.</summary>
    private async Task AddressAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        List<long> fresh;
        await using (var db = await _contexts.CreateDbContextAsync(cancellation))
        {
            fresh = await db.Notices.AsNoTracking().Where(n => n.SentAt == null && n.NextAttemptAt != null && n.NextAttemptAt <= now)
                .OrderBy(n => n.Id).Select(n => n.Id).Take(Batch).ToListAsync(cancellation);
        }

        foreach (var id in fresh)
        {
            await using var db = await _contexts.CreateDbContextAsync(cancellation);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            // Whoever takes the notice out of the waiting ones addresses it.
            if (await db.Notices.Where(n => n.Id == id && n.SentAt == null && n.NextAttemptAt != null)
                .ExecuteUpdateAsync(s => s.SetProperty(n => n.NextAttemptAt, (DateTimeOffset?)null).SetProperty(n => n.Attempts, n => n.Attempts + 1), cancellation) != 1)
            {
                continue;
            }

            var subject = await db.Notices.Where(n => n.Id == id).Select(n => n.Subject).SingleAsync(cancellation);
            var recipients = await db.NoticeRecipients.Where(r => r.Enabled && (r.Subjects & subject) != 0).Select(r => r.Id).ToListAsync(cancellation);
            var fault = !_route.Configured ? NotConfigured : recipients.Count == 0 ? NoRecipients : null;
            if (fault is null)
                db.NoticeDeliveries.AddRange(recipients.Select(r => new NoticeDelivery { NoticeId = id, RecipientId = r, DueAt = now }));
            else
                await db.Notices.Where(n => n.Id == id).ExecuteUpdateAsync(s => s.SetProperty(n => n.Fault, fault), cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    /// <summary>Stored with a notice that nobody was sent, because there is no server.</summary>
    public const string NotConfigured = "O envio de e-mail não está configurado neste portal.";

    /// <summary>Stored with a notice that nobody wants.</summary>
    public const string NoRecipients = "Ninguém está cadastrado para receber este assunto.";

    /// <summary>A claim that lapsed belonged to a process that died while it sent: the mail may have left.</summary>
    private async Task GiveUpLapsedAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var lapsed = db.NoticeDeliveries.Where(d => d.DueAt != null && d.DueAt <= now && d.State == DeliveryState.Sending);
        // Asked first, since an update of nothing takes SQLite's only writer all the same.
        if (!await lapsed.AnyAsync(cancellation))
            return;
        await lapsed.ExecuteUpdateAsync(
            s => s.SetProperty(d => d.State, DeliveryState.Unknown).SetProperty(d => d.DueAt, (DateTimeOffset?)null)
                .SetProperty(d => d.Fault, "O portal parou durante o envio: pode ter chegado ou não."), cancellation);
    }

    private async Task DeliverAsync(MailServer server, long id, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        Mail mail;
        int attempts;
        await using (var db = await _contexts.CreateDbContextAsync(cancellation))
        {
            var lapses = now + Claim;
            if (await db.NoticeDeliveries.Where(d => d.Id == id && d.State == DeliveryState.Waiting && d.DueAt <= now).ExecuteUpdateAsync(
                s => s.SetProperty(d => d.State, DeliveryState.Sending).SetProperty(d => d.DueAt, lapses).SetProperty(d => d.Attempts, d => d.Attempts + 1), cancellation) != 1)
            {
                return;
            }

            var line = await db.NoticeDeliveries.AsNoTracking().SingleAsync(d => d.Id == id, cancellation);
            var notice = await db.Notices.AsNoTracking().SingleAsync(n => n.Id == line.NoticeId, cancellation);
            var recipient = await db.NoticeRecipients.AsNoTracking().SingleOrDefaultAsync(r => r.Id == line.RecipientId && r.Enabled, cancellation);
            attempts = line.Attempts;
            if (recipient is null)
            {
                await RecordAsync(id, attempts, new(DeliveryState.Failed, "O destinatário foi desativado ou removido."), now);
                return;
            }

            mail = new(
                recipient.Name, recipient.Email, notice.Title,
                notice.Body + "\n\nEnviado pelo portal da Defensoria. Quem recebe cada assunto se escolhe em Administração, Avisos por e-mail.",
                string.Create(CultureInfo.InvariantCulture, $"aviso-{line.NoticeId}-{line.RecipientId}-{attempts}@portal.dpemt"));
        }

        // Once claimed it is finished: a stop of the host in between would leave it unknown for no need.
        await RecordAsync(id, attempts, await _courier.SendAsync(server, mail, CancellationToken.None), _clock.GetUtcNow());
    }

    private async Task RecordAsync(long id, int attempts, MailOutcome outcome, DateTimeOffset now)
    {
        var state = outcome.State == DeliveryState.Waiting && attempts > Pauses.Length ? DeliveryState.Failed : outcome.State;
        DateTimeOffset? due = state == DeliveryState.Waiting ? now + Pauses[attempts - 1] : null;
        DateTimeOffset? sent = state == DeliveryState.Sent ? now : null;
        await using var db = await _contexts.CreateDbContextAsync(CancellationToken.None);
        await db.NoticeDeliveries.Where(d => d.Id == id && d.State == DeliveryState.Sending).ExecuteUpdateAsync(
            s => s.SetProperty(d => d.State, state).SetProperty(d => d.DueAt, due).SetProperty(d => d.SentAt, sent).SetProperty(d => d.Fault, outcome.Fault), CancellationToken.None);
        if (sent is null)
            return;
        var notice = await db.NoticeDeliveries.Where(d => d.Id == id).Select(d => d.NoticeId).SingleAsync();
        await db.Notices.Where(n => n.Id == notice && n.SentAt == null).ExecuteUpdateAsync(s => s.SetProperty(n => n.SentAt, sent), CancellationToken.None);
    }
}
