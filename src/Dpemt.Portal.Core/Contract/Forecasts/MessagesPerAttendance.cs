using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>When the free messages end at so many messages for each attendance.</summary>
/// <param name="Messages">Messages that we send in one attendance.</param>
/// <param name="PerMonth">Messages of a month at the announced growth.</param>
/// <param name="EndsOn">First day on which items 3 and 17 are used up; null when they last.</param>
/// <param name="Month">Which month of the contract year that is, from 1; null when they last.</param>
public sealed record AttendanceEffect(decimal Messages, decimal PerMonth, DateOnly? EndsOn, int? Month);

/// <summary>
/// Messages for one attendance (<c>contract.json</c> "attendance-is-not-message"): the documents contract one message for each, and one
/// attendance takes several.
/// </summary>
/// <param name="Attendances">Conversations whose last message lies in the window.</param>
/// <param name="Messages">Free messages sent in the window.</param>
/// <param name="WindowDays">Length of the window, whole days up to yesterday.</param>
/// <param name="Effects">What one, two, four and eight would do, and what was observed.</param>
public sealed record MessagesPerAttendance(int Attendances, long Messages, int WindowDays, IReadOnlyList<AttendanceEffect> Effects)
{
    /// <summary>Days that are looked back on.</summary>
    public const int Window = 30;

    private static readonly decimal[] Shown = [1, 2, 4, 8];

    /// <summary>Observed messages for each attendance, cut to two decimals; null without both.</summary>
    public decimal? Observed => Rate(Messages, Attendances);

    /// <summary>Computes the effects for the balance of simple sendings, whose quantity is that of item 3.</summary>
    public static MessagesPerAttendance Of(int attendances, long messages, long contracted, ContractYear year, AnnouncedVolumes volumes) => new(
        attendances, messages, Window,
        [.. (Rate(messages, attendances) is { } observed ? Shown.Append(observed) : Shown).Distinct().Order().Select(k => EffectOf(k, contracted, year, volumes))]);

    /// <summary>When the contracted messages end at <paramref name="messages"/> for each attendance, twelve equal months at the announced growth.</summary>
    public static AttendanceEffect EffectOf(decimal messages, long contracted, ContractYear year, AnnouncedVolumes volumes)
    {
        var month = volumes.PerMonth(ItemKind.SendSimple) * (100 + volumes.GrowthPercent) / 100 * messages;
        var end = BalancePlan.EndOf(contracted, month * ContractYear.Months, year, SeasonalShape.Even);
        return new(messages, month, end, end is { } day ? year.MonthOf(day) : null);
    }

    private static decimal? Rate(long messages, int attendances) =>
        messages > 0 && attendances > 0 ? decimal.Truncate(messages * 100m / attendances) / 100 : null;
}
