namespace Dpemt.Portal.Contract.Availability;

/// <summary>The availability of one period with all that the figure rests on.</summary>
/// <param name="Period">The judged time: the month cut to the contract's life. Empty when the contract was not in force.</param>
/// <param name="DownTicks">Union of the outages that count, in ticks.</param>
/// <param name="Stretches">That union as disjoint stretches, in order.</param>
/// <param name="Rule">The rule applied.</param>
/// <param name="Band">The band found on the exact value; null in a gap of the table, or when the period is empty.</param>
public sealed record MonthAvailability(Period Period, long DownTicks, IReadOnlyList<Period> Stretches, AvailabilityRule Rule, AvailabilityBand? Band)
{
    private const long Scale = 1_000_000;

    /// <summary>False when the contract was not in force in this month: there is no index.</summary>
    public bool HasIndex => !Period.IsEmpty;

    /// <summary>The index in percent, cut to four decimals, never rounded up: for display only. 100 for an empty period.</summary>
    public decimal Index => HasIndex ? (decimal)((Int128)(Period.Ticks - DownTicks) * Scale / Period.Ticks) / 10_000m : 100m;

    /// <summary>True when the required index was met (TR 5.6.1).</summary>
    public bool Met => !HasIndex || AtLeast(Rule.Required);

    /// <summary>True when the SLA was broken and no band says what follows: 99.6 % to under 99.7 % in TR 5.7.1.</summary>
    public bool Gap => HasIndex && Band is null;

    /// <summary>Discount in percent; 0 in the gap, until a person decides.</summary>
    public decimal Discount => Band?.Discount ?? 0m;

    /// <summary>Ticks of outage that the required index still allows; 0 when it is used up.</summary>
    public long BudgetLeftTicks => Math.Max(0, BudgetTicks - DownTicks);

    /// <summary>Ticks of outage that the required index allows in this period, whole.</summary>
    public long BudgetTicks => (long)decimal.Floor(Period.Ticks * (100m - Rule.Required) / 100m);

    /// <summary>The glosa on a month's billed value: rounded to cents once, half away from zero (TR 5.7.1).</summary>
    /// <param name="billed">Billed value of the month in R$, not negative.</param>
    public decimal GlosaOn(decimal billed) => GlosaOf(billed, Discount);

    /// <summary>The same with a discount that a person decided.</summary>
    /// <param name="billed">Billed value of the month in R$, not negative.</param>
    /// <param name="discount">Percent.</param>
    public static decimal GlosaOf(decimal billed, decimal discount) => decimal.Round(billed * discount / 100m, 2, MidpointRounding.AwayFromZero);

    /// <summary>Exact comparison with a threshold in percent.</summary>
    public bool AtLeast(decimal percent) => (Period.Ticks - DownTicks) * 100m >= percent * Period.Ticks;

    /// <summary>
    /// Judges a period (TR 5.6, 5.7; domain "Availability of a month"): union of the outages, partial or total, clipped to the
    /// period; excluded ones do not count, but time that another one covers does. Order and overlap do not matter.
    /// </summary>
    /// <param name="month">The calendar month, or any period.</param>
    /// <param name="inForce">The contract's life.</param>
    /// <param name="outages">All outages, also those outside the period. One that ends before it starts is empty.</param>
    /// <param name="rule">The rule.</param>
    public static MonthAvailability Of(Period month, Period inForce, IEnumerable<Outage> outages, AvailabilityRule rule)
    {
        var period = month.Within(inForce);
        var stretches = Union(period, outages.Where(o => !o.Excluded));
        return new MonthAvailability(period, stretches.Sum(s => s.Ticks), stretches, rule, null).InItsBand();
    }

    /// <summary>The same outages judged by another rule.</summary>
    public MonthAvailability By(AvailabilityRule rule) => (this with { Rule = rule, Band = null }).InItsBand();

    /// <summary>The same month with so much more outage, at most all of it: what a further hour would do.</summary>
    /// <param name="ticks">Further outage in ticks, not negative.</param>
    public MonthAvailability After(long ticks) => (this with { DownTicks = Math.Min(Period.Ticks, DownTicks + ticks), Band = null }).InItsBand();

    private MonthAvailability InItsBand() => Period.IsEmpty
        ? this
        : this with { Band = Rule.Bands.FirstOrDefault(b => AtLeast(b.AtLeast) && (b.Below is not { } below || !AtLeast(below))) };

    private static List<Period> Union(Period period, IEnumerable<Outage> outages)
    {
        var union = new List<Period>();
        foreach (var piece in outages.Select(o => new Period(o.Start, o.End ?? period.End).Within(period)).Where(p => !p.IsEmpty).OrderBy(p => p.Start))
        {
            if (union.Count > 0 && piece.Start <= union[^1].End)
                union[^1] = union[^1] with { End = piece.End > union[^1].End ? piece.End : union[^1].End };
            else
                union.Add(piece);
        }

        return union;
    }
}
