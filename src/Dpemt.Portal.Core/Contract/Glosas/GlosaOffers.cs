namespace Dpemt.Portal.Contract.Glosas;

/// <summary>The forms that an officer can be offered.</summary>
public enum GlosaForm
{
    Notify = 0,
    Defence = 1,
    Decide = 2,
    BilledValue = 3,
    Apply = 4,
    Payment = 5,
    Appeal = 6,
    Answer = 7,
    Correct = 8,
    Credit = 9,
    Finish = 10,
}

/// <summary>What can be done with a glosa today, the next step first.</summary>
public static class GlosaOffers
{
    /// <summary>The forms; empty when it is over. What an offered form is refused for is then only what was typed into it.</summary>
    public static IReadOnlyList<GlosaForm> Of(GlosaFacts facts, DateOnly today) => [.. Listed(facts, today)];

    private static IEnumerable<GlosaForm> Listed(GlosaFacts facts, DateOnly today)
    {
        var estimate = facts is { BaseIsEstimate: true, Percent: not null };
        var unpaid = facts.Deductions.Any(d => d.PaidOn is null);
        switch (facts.State)
        {
            case GlosaState.Computed or GlosaState.Decided when facts.OwnInvoice is not null:
                yield return GlosaForm.Decide;
                break;
            case GlosaState.Computed:
                yield return GlosaForm.Notify;
                break;
            case GlosaState.Notified when today <= facts.DefenceDueOn:
                yield return GlosaForm.Defence;
                break;
            case GlosaState.Notified or GlosaState.Undefended:
                yield return GlosaForm.Decide;
                yield return GlosaForm.Defence;
                break;
            case GlosaState.DefenceReceived:
                yield return GlosaForm.Decide;
                break;
            case GlosaState.Decided when !estimate:
                yield return facts.Amount == 0 ? GlosaForm.Finish : GlosaForm.Apply;
                break;
            case GlosaState.Applied or GlosaState.Paid:
                foreach (var form in AfterInvoice(facts, today, unpaid))
                    yield return form;
                break;
            case GlosaState.Appealed:
                yield return GlosaForm.Answer;
                break;
            case GlosaState.Answered:
                if (facts.Outstanding > 0)
                    yield return GlosaForm.Apply;
                if (facts.CreditDue > 0)
                    yield return GlosaForm.Credit;
                if (facts.Outstanding == 0)
                    yield return GlosaForm.Finish;
                break;
            case GlosaState.Final:
                if (facts.CreditDue > 0)
                    yield return GlosaForm.Credit;
                if (facts.AnswerDueOn is null && facts.AppealDueOn is not null)
                    yield return GlosaForm.Appeal;
                break;
        }

        if (facts.State is GlosaState.Appealed or GlosaState.Answered && unpaid)
            yield return GlosaForm.Payment;
        if (facts.State == GlosaState.Appealed && facts.CreditDue > 0)
            yield return GlosaForm.Credit;
        if (facts.State <= GlosaState.Decided && estimate)
            yield return GlosaForm.BilledValue;
    }

    private static IEnumerable<GlosaForm> AfterInvoice(GlosaFacts facts, DateOnly today, bool unpaid)
    {
        if (unpaid)
            yield return GlosaForm.Payment;
        if (facts.Outstanding > 0)
            yield return GlosaForm.Apply;
        if (facts.CreditDue > 0)
            yield return GlosaForm.Credit;
        if (facts.State == GlosaState.Paid && facts.Outstanding == 0 && today > facts.AppealDueOn)
            yield return GlosaForm.Finish;
        if (facts.AppealDueOn is not null)
            yield return GlosaForm.Appeal;
        if (facts.CorrectionDueOn is null || today <= facts.CorrectionDueOn)
            yield return GlosaForm.Correct;
    }
}
