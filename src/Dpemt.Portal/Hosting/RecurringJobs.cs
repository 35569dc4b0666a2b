using System.Linq.Expressions;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Forecasts;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Contract.MessageExports;
using Dpemt.Portal.Contract.Tickets;
using Dpemt.Portal.Conversations.Bot;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Templates;
using Dpemt.Portal.Web.Features.Contract.Measuring;
using Hangfire;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>
/// All recurring work of the portal. Times are of America/Cuiaba. Each job may run twice, late, or on two instances at
/// once without harm: it looks in the database for what is due. What must happen within seconds is a worker, not a job.
/// </summary>
public static class RecurringJobs
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Cuiaba");

    /// <summary>The list.</summary>
    public static IReadOnlyList<RecurringWork> All { get; } =
    [
        Work<ForgetChanges>("esquecer-mudancas", "*/10 * * * *", "Screens read changes within seconds; older lines would only slow them.", j => j.RunAsync(CancellationToken.None)),
        Work<SyncTemplates>("sincronizar-modelos", "*/10 * * * *", "Meta approves, pauses and rejects templates at any time, and the contractor sends no notice of it.", j => j.RunAsync(CancellationToken.None)),
        Work<ReconcileStatuses>("reconciliar-situacoes", "* * * * *", "Statuses get lost, and a send whose answer was lost is asked for, never repeated.", j => j.RunAsync(CancellationToken.None)),
        Work<CloseSilentConversations>("encerrar-silenciosas", "* * * * *", "The farewell may only be sent before the 24 h window closes.", j => j.RunAsync(CancellationToken.None)),
        Work<DraftStore>("arrumar-rascunhos", "20 3 * * *", "Nobody comes back to what was typed for a conversation that has ended, and it is personal data.", j => j.SweepAsync(CancellationToken.None)),
        Work<PresenceBoard>("esquecer-presencas", "*/5 * * * *", "A screen that was killed never says that it left.", j => j.SweepAsync(CancellationToken.None)),
        Work<MeasuringJobs>("contar-trafego", "* * * * *", "Real messages are evidence beside the probes, and their silence is too.", j => j.CountAsync(CancellationToken.None)),
        Work<MeasuringJobs>("consolidar-evidencia", "20 * * * *", "A day that is over is packed into the chain of evidence.", j => j.PackAsync(CancellationToken.None)),
        Work<CountConsumption>("contar-consumo", "* * * * *", "Every sent message is counted once, and its count moves when more becomes known of it.", j => j.RunAsync(CancellationToken.None)),
        Work<WatchTicketClocks>("vigiar-chamados", "* * * * *", "People on duty are told half an hour before a limit of TR 5.6.1 and when it is broken.", j => j.RunAsync(CancellationToken.None)),
        Work<MakeExports>("apagar-exportacoes", "*/15 * * * *", "Files of messages hold ids that encode phone numbers and are kept for a day only.", j => j.ForgetAsync(CancellationToken.None)),
        Work<WatchDeadlines>("avisar-prazos", "0 7 * * *", "Deadlines of the contract end whether somebody looks or not.", j => j.RunAsync(CancellationToken.None)),
        Work<WatchBalances>("avisar-saldos", "30 7 * * *", "A balance that ends unseen stops the service or needs an addition in haste.", j => j.RunAsync(CancellationToken.None)),
    ];

    /// <summary>The whole list: those above, and the probes in the rhythm of the settings.</summary>
    public static IReadOnlyList<RecurringWork> With(MeasuringOptions measuring) => [.. All, .. MeasuringJobs.Probes(measuring)];

    private static RecurringWork Work<T>(string id, string cron, string reason, Expression<Func<T, Task>> run) =>
        new(id, cron, reason, typeof(T), manager => manager.AddOrUpdate(id, run, cron, new RecurringJobOptions { TimeZone = Zone }));
}

/// <summary>One line of <see cref="RecurringJobs"/>.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Cron">When.</param>
/// <param name="Reason">Why it is needed.</param>
/// <param name="Job">The class that does it.</param>
/// <param name="Schedule">Tells Hangfire.</param>
public sealed record RecurringWork(string Id, string Cron, string Reason, Type Job, Action<IRecurringJobManager> Schedule);
