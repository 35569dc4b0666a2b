using Dpemt.Simulator.Auth;
using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Delivery;
using Dpemt.Simulator.Faults;

namespace Dpemt.Simulator.Sending;

/// <summary>
/// What a send asks for, after its form was found good. Recipients stand as they were written; without a template
/// the window has to be open.
/// </summary>
internal sealed record Draft(IReadOnlyList<string> Recipients, MessageContent Content, string? TemplateName = null, string Category = "service")
{
    /// <summary>What Meta would refuse in the content.</summary>
    public Refusal? Refusal { get; init; }
}

/// <summary>Takes a send: answers with the request id, and lets the messages live on by themselves.</summary>
internal sealed class AcceptMessage(
    CitizenDirectory citizens, RequestLog log, PeriodTotals totals, MessageLife life, FaultSwitches faults, Dice dice, TimeProvider clock)
{
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(300);

    public async Task<IResult> RunAsync(string numberId, Draft draft, HttpResponse response)
    {
        var switches = faults.Current;
        var now = clock.GetUtcNow();
        if (draft.Refusal is not null && switches.MetaRefusal == "agora") return ProviderAnswers.Refused(draft.Refusal);

        var recipients = draft.Recipients.Select(RecipientOf).ToList();
        if (draft.TemplateName is null && switches.ClosedWindow == "agora" && recipients.Exists(citizen => !Open(citizen, now, switches)))
        {
            return ProviderAnswers.Refused(Refusal.WindowClosed);
        }

        var requestId = Guid.CreateVersion7(now).ToString();
        var messages = recipients.ConvertAll(citizen => Compose(citizen, numberId, requestId, draft, now, switches));
        log.Add(new SendRequest(requestId, numberId, draft.TemplateName, now.AddMilliseconds(switches.VisibleAfterMs), draft.Recipients, messages));

        if (switches.StatusBeforeAnswer)
        {
            foreach (var message in messages) life.Start(message);
            await Task.Delay(HeadStart, clock, CancellationToken.None);
        }
        else
        {
            response.OnCompleted(() =>
            {
                foreach (var message in messages) life.Start(message);
                return Task.CompletedTask;
            });
        }

        return dice.Falls(switches.ServerErrorAfterAccepting)
            ? ProviderAnswers.Message("Erro interno", StatusCodes.Status500InternalServerError)
            : Results.Json(new { id = requestId });
    }

    private Citizen RecipientOf(string recipient) =>
        citizens.Of(PhoneNumbers.TryCanonical(recipient, out var canonical) ? canonical : recipient);

    private Message Compose(Citizen citizen, string numberId, string requestId, Draft draft, DateTimeOffset now, FaultSet switches)
    {
        var open = Open(citizen, now, switches);
        var failure = draft.Refusal
            ?? (draft.TemplateName is null && !open ? Refusal.WindowClosed : null)
            ?? (switches.LinkUnreachable && draft.Content.Media?.Link is not null ? Refusal.LinkUnreachable : null);
        var chance = failure is null && dice.Falls(switches.Fail);
        if (chance) failure = Refusal.Of(switches.FailCode);
        var bucket = totals.Now(numberId);
        var message = new Message(Wamid.New(now), citizen, numberId, fromCitizen: false, draft.Content, now)
        {
            RequestId = requestId,
            PriceCategory = draft.Category,
            InsideWindow = open,
            Failure = failure,
            HasMetaId = draft.Refusal is null && !(chance && switches.FailText == "sincrono"),
            Silent = dice.Falls(switches.WithoutStatus),
            Bucket = bucket,
        };
        citizen.NumberId = numberId;
        citizen.CountAccepted();
        bucket.CountAccepted();
        return message;
    }

    private static bool Open(Citizen citizen, DateTimeOffset now, FaultSet switches) => !switches.AllWindowsClosed && citizen.WindowOpen(now);
}
