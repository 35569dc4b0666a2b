using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>What a balance's forecast rests on.</summary>
/// <param name="Kind">The balance.</param>
/// <param name="Items">Its items, lowest tier first.</param>
/// <param name="Year">The contract year.</param>
/// <param name="Today">The local day of the reading.</param>
/// <param name="CountedFrom">First day that our own count covers; null while it has counted nothing.</param>
/// <param name="Used">Messages by day, days of the year only; days without use may be missing.</param>
/// <param name="Volumes">What the contract was planned with.</param>
public sealed record BalanceFacts(
    ItemKind Kind, IReadOnlyList<ContractItem> Items, ContractYear Year, DateOnly Today, DateOnly? CountedFrom, IReadOnlyDictionary<DateOnly, long> Used,
    AnnouncedVolumes Volumes);

/// <summary>One end of a month on the curve of a balance; all figures in messages since the start of the contract year.</summary>
/// <param name="Day">The day.</param>
/// <param name="Used">What was used until then; null for days to come.</param>
/// <param name="Planned">What the plan uses until then.</param>
/// <param name="Expected">What is expected until then; null for days past.</param>
/// <param name="Least">The lowest projection.</param>
/// <param name="Most">The highest projection.</param>
public sealed record CurvePoint(DateOnly Day, decimal? Used, decimal Planned, decimal? Expected, decimal? Least, decimal? Most);

/// <summary>
/// Used, left, pace and end of one balance. Pure. Until <see cref="LeastDays"/> whole days are counted, the plan speaks alone. After
/// that two methods look at up to three windows (all days counted, the last 90, the last 30): the expected end is the seasonal one of
/// the last 90 days, or of all days while there are fewer, and the range goes from the earliest to the latest of all.
/// </summary>
public sealed class BalanceForecast
{
    /// <summary>Whole days that must be counted before a pace is told.</summary>
    public const int LeastDays = 7;

    /// <summary>The window of the expected end, in days.</summary>
    public const int MainWindow = 90;

    private static readonly int[] Windows = [MainWindow, 30];

    /// <summary>Computes.</summary>
    public BalanceForecast(BalanceFacts facts)
    {
        Facts = facts;
        Contracted = facts.Items.Sum(i => i.Quantity);
        Used = facts.Used.Where(u => u.Key >= facts.Year.First && u.Key <= facts.Year.Last && u.Key <= facts.Today).Sum(u => u.Value);
        Plan = BalancePlan.Of(facts.Kind, Contracted, facts.Year, facts.Volumes);
        ExhaustedOn = FindExhausted();
        Projections = Project();
        Main = Projections.FirstOrDefault(p => p.Method == ForecastMethod.Shape && p.Days <= MainWindow);
        var ends = ExhaustedOn is { } over ? [over] : Projections.Count > 0 ? Projections.Select(p => p.EndsOn) : Plan.Ends;
        EndsOn = ExhaustedOn ?? (Main is null ? Plan.EndsOn : Main.EndsOn);
        Earliest = ends.Min(end => end ?? DateOnly.MaxValue) is var first && first == DateOnly.MaxValue ? null : first;
        Latest = ends.Any(end => end is null) ? null : ends.Max();
    }

    public BalanceFacts Facts { get; }

    public ItemKind Kind => Facts.Kind;

    /// <summary>Contracted messages of the year, all tiers together.</summary>
    public long Contracted { get; }

    /// <summary>Messages used so far, today's included.</summary>
    public long Used { get; }

    /// <summary>Messages left; never negative.</summary>
    public long Left => Math.Max(0, Contracted - Used);

    /// <summary>Percent of the contracted quantity that is used, cut to one decimal; 0 when nothing was contracted and nothing used.</summary>
    public decimal PercentUsed => Contracted > 0 ? decimal.Truncate(Used * 1000m / Contracted) / 10 : Used > 0 ? 100 : 0;

    /// <summary>The contracted quantity with the additions that the law allows at most, 25 % (Lei 14.133/2021, art. 125), whole messages.</summary>
    public long Ceiling => (long)decimal.Truncate(Contracted * 1.25m);

    /// <summary>What the contract's own figures say.</summary>
    public BalancePlan Plan { get; }

    /// <summary>The day on which the contracted quantity was passed; null while it was not.</summary>
    public DateOnly? ExhaustedOn { get; }

    /// <summary>All projections, the widest window first; empty while too little is counted.</summary>
    public IReadOnlyList<Projection> Projections { get; }

    /// <summary>The projection of the expected end; null while the plan speaks alone.</summary>
    public Projection? Main { get; }

    /// <summary>Expected end; null when it lasts through the contract year.</summary>
    public DateOnly? EndsOn { get; }

    /// <summary>Earliest end of the range; null when all say that it lasts.</summary>
    public DateOnly? Earliest { get; }

    /// <summary>Latest end of the range; null when one of them says that it lasts.</summary>
    public DateOnly? Latest { get; }

    /// <summary>Messages expected in the whole year.</summary>
    public decimal AtYearEnd => Main?.AtYearEnd ?? Math.Max(Used, Plan.PerYear);

    /// <summary>Messages that are expected to be missing at the end of the year, rounded up; 0 when it lasts.</summary>
    public long Missing => Math.Max(0, (long)decimal.Ceiling(decimal.Round(AtYearEnd - Contracted, 4)));

    /// <summary>80, 90 or 100 when so many percent are used, else 0.</summary>
    public int AlertLevel => Used * 100m >= Contracted * 100m && Used > 0 ? 100 : Used * 100m >= Contracted * 90m && Used > 0 ? 90 : Used * 100m >= Contracted * 80m && Used > 0 ? 80 : 0;

    /// <summary>The curve: the start, every end of a month, and today.</summary>
    public IReadOnlyList<CurvePoint> Curve()
    {
        var (year, today) = (Facts.Year, Facts.Today);
        var days = Enumerable.Range(0, ContractYear.Months + 1).Select(i => year.First.AddMonths(i).AddDays(-1)).Append(today)
            .Where(d => d >= year.First.AddDays(-1) && d <= year.Last).Distinct().Order();
        return [.. days.Select(day => new CurvePoint(
            day,
            day <= today ? Facts.Used.Where(u => u.Key <= day && u.Key >= year.First).Sum(u => u.Value) : null,
            Plan.PerYear * (day < year.First ? 0 : SeasonalShape.Even.ShareOf(year, year.First, day)),
            day >= today && Main is { } main ? UsedBy(main, day) : null,
            day >= today && Projections.Count > 0 ? Projections.Min(p => UsedBy(p, day)) : null,
            day >= today && Projections.Count > 0 ? Projections.Max(p => UsedBy(p, day)) : null))];
    }

    private decimal UsedBy(Projection projection, DateOnly day) => Used + projection.UseOf(Facts.Today.AddDays(1), day, Facts.Volumes.Shape);

    private DateOnly? FindExhausted()
    {
        if (Used <= Contracted)
            return null;
        var left = Contracted;
        foreach (var (day, used) in Facts.Used.Where(u => u.Key >= Facts.Year.First).OrderBy(u => u.Key))
        {
            left -= used;
            if (left < 0)
                return day;
        }

        return null;
    }

    private List<Projection> Project()
    {
        var (year, to, shape) = (Facts.Year, Facts.Today.AddDays(-1), Facts.Volumes.Shape);
        if (Facts.CountedFrom is not { } counted || Facts.Today > year.Last)
            return [];
        var since = counted > year.First ? counted : year.First;
        var elapsed = to.DayNumber - since.DayNumber + 1;
        if (elapsed < LeastDays)
            return [];
        var found = new List<Projection>();
        foreach (var days in Windows.Where(w => w < elapsed).Prepend(elapsed))
        {
            var from = to.AddDays(1 - days);
            decimal used = Facts.Used.Where(u => u.Key >= from && u.Key <= to).Sum(u => u.Value);
            found.Add(Complete(new(ForecastMethod.Pace, from, to, used / days, used / days, null, 0)));
            found.Add(Complete(new(ForecastMethod.Shape, from, to, used / days, used / shape.WeightOf(from, to), null, 0)));
        }

        return found;
    }

    private Projection Complete(Projection projection)
    {
        var (from, last, shape) = (Facts.Today.AddDays(1), Facts.Year.Last, Facts.Volumes.Shape);
        return projection with
        {
            EndsOn = ExhaustedOn ?? Exhaustion.DayOf(Left, from, last, day => projection.UseOf(from, day, shape)),
            AtYearEnd = Used + projection.UseOf(from, last, shape),
        };
    }
}
