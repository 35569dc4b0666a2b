using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Contract.Months;

/// <summary>Where a month stands.</summary>
public enum MonthState
{
    /// <summary>The contract was not in force.</summary>
    NotInForce = 0,

    /// <summary>It has not begun.</summary>
    Future = 1,

    /// <summary>It runs: the figures stand for the case that nothing more happens.</summary>
    Current = 2,

    /// <summary>It is over and not closed.</summary>
    Over = 3,
    Closed = 4,
}

/// <summary>An incident behind the figure.</summary>
/// <param name="Incident">The incident as it stands.</param>
/// <param name="Stretch">Its part inside the period; one that lasts reaches to the moment of the reading. May be empty.</param>
/// <param name="Counts">False when it was excluded by a recorded act, or left out in a "what if".</param>
public sealed record MonthOutage(Incident Incident, Period Stretch, bool Counts)
{
    /// <summary>True while it lasts.</summary>
    public bool Ongoing => Incident.EndAt is null;
}

/// <summary>What the month costs by one reading of the contract.</summary>
/// <param name="Name">In Portuguese.</param>
/// <param name="Clause">Where it stands.</param>
/// <param name="Met">True when the required index was met by this reading.</param>
/// <param name="Discount">Percent.</param>
/// <param name="Glosa">R$.</param>
/// <param name="Holds">True for the reading that the portal uses or that a decision adopted.</param>
public sealed record RuleReading(string Name, string Clause, bool Met, decimal Discount, decimal Glosa, bool Holds);

/// <summary>The month as another zone would cut it.</summary>
public sealed record ZoneReading(string Name, Period Period, long DownTicks, decimal Index, bool Met, decimal Discount, decimal Glosa);

/// <summary>What one more hour of outage would do.</summary>
/// <param name="Index">Percent, cut to four decimals.</param>
/// <param name="Gap">True when it would lie in the gap of the table.</param>
/// <param name="Discount">Percent; 0 in the gap.</param>
/// <param name="Glosa">R$.</param>
/// <param name="Difference">R$ more than now.</param>
public sealed record OneMoreHour(decimal Index, bool Gap, decimal Discount, decimal Glosa, decimal Difference);

/// <summary>One local day of the month's strip.</summary>
/// <param name="Day">The day.</param>
/// <param name="DownTicks">Outage that counts on this day.</param>
/// <param name="InForce">False outside the contract's life.</param>
/// <param name="Begun">False for a day to come.</param>
public sealed record MonthDay(DateOnly Day, long DownTicks, bool InForce, bool Begun);

/// <summary>
/// A month judged at one moment: pure, from <see cref="MonthMaterial"/>. While a month runs, outages that last count up to the
/// moment and the rest of the month as available, so the index only falls.
/// </summary>
public sealed class MonthReading
{
    private readonly IReadOnlySet<long> _without;
    private readonly AvailabilityRule _signed;

    /// <summary>Judges.</summary>
    /// <param name="material">What it rests on.</param>
    /// <param name="now">The moment of the reading; counted to the second.</param>
    /// <param name="without">Incidents left out on trial ("e se"); nothing is stored.</param>
    public MonthReading(MonthMaterial material, DateTimeOffset now, IReadOnlySet<long>? without = null)
    {
        // To the second: an outage that lasts has no finer end, and the figures stay readable.
        (Material, Now, _without) = (material, now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerSecond)), without ?? new HashSet<long>());
        _signed = material.Contract.Terms.Rule;
        Period = material.Contract.PeriodOf(Month);
        var judged = Judge(Month.Whole, material.Contract.InForce);
        Availability = judged.By(RuleInForce());
        Outages = [.. material.Incidents.Select(i => new MonthOutage(i, Clip(i), Counts(i))).Where(o => !o.Stretch.IsEmpty || (o.Ongoing && o.Incident.StartAt < Period.End))];
    }

    public MonthMaterial Material { get; }

    /// <summary>The moment of the reading.</summary>
    public DateTimeOffset Now { get; }

    public BillingMonth Month => Material.Month;
    public ContractInForce Contract => Material.Contract;

    /// <summary>The month cut to the contract's life; empty when it was not in force.</summary>
    public Period Period { get; }

    /// <summary>The index by the rule that holds.</summary>
    public MonthAvailability Availability { get; }

    /// <summary>The incidents behind it, by their start.</summary>
    public IReadOnlyList<MonthOutage> Outages { get; }

    public BilledAmount Billed => Material.Billed;

    /// <summary>The closed versions, newest first.</summary>
    public IReadOnlyList<MonthVersion> Versions => Material.Versions;

    /// <summary>The version that holds, or null while the month is not closed.</summary>
    public MonthVersion? Newest => Versions.Count > 0 ? Versions[0] : null;

    /// <summary>True for a "what if".</summary>
    public bool IsTrial => _without.Count > 0;

    public MonthState State => Period.IsEmpty ? MonthState.NotInForce
        : Versions.Count > 0 ? MonthState.Closed
        : Now < Period.Start ? MonthState.Future
        : Now < Period.End ? MonthState.Current
        : MonthState.Over;

    /// <summary>The decision on this month's gap, or null while there is none.</summary>
    public ContractDecision? GapDecision => Material.Decision(DecisionTopics.Gap);

    /// <summary>True when nothing can be said about the discount before a person decides.</summary>
    public bool WaitsForDecision => Availability.Gap && GapDecision is null;

    /// <summary>Discount in percent, with the decision on the gap.</summary>
    public decimal Discount => DiscountOf(Availability);

    /// <summary>The glosa expected, in R$: on the billed value or its estimate.</summary>
    public decimal Glosa => GlosaOn(Discount);

    /// <summary>SHA-256 of what closing would freeze: the same hash means the same facts. Not for trials and months out of force.</summary>
    public string FactsHash => MonthFacts.HashOf(MonthFacts.Of(this).ToJson());

    /// <summary>The same month at another moment: clocks run without the database.</summary>
    public MonthReading At(DateTimeOffset now) => new(Material, now, _without);

    /// <summary>The same month with some incidents left out on trial.</summary>
    public MonthReading Without(IReadOnlySet<long> incidents) => new(Material, Now, incidents);

    /// <summary>What one more hour of outage would do.</summary>
    public OneMoreHour NextHour
    {
        get
        {
            var after = Availability.After(TimeSpan.TicksPerHour);
            var glosa = GlosaOn(DiscountOf(after));
            return new(after.Index, after.Gap, DiscountOf(after), glosa, glosa - Glosa);
        }
    }

    /// <summary>The readings of the contract side by side: 99.7 % and 99.5 %, and both answers to the gap when the month lies in it.</summary>
    public IReadOnlyList<RuleReading> Readings
    {
        get
        {
            var specific = Availability.By(_signed);
            var general = Availability.By(GeneralRule());
            var generalHolds = Availability.Rule.Required == general.Rule.Required;
            var name = ContractText.Percent(_signed.Required) + " exigidos";
            var readings = new List<RuleReading>();
            if (specific.Gap)
            {
                var byBand = GapDecision?.Choice == DecisionTopics.BandBelow;
                readings.Add(new(name + ", lacuna sem desconto", "TR 5.6.1 e 5.7.1", false, 0, 0, !generalHolds && !byBand));
                readings.Add(new(
                    name + ", lacuna pela faixa de baixo", "TR 5.6.1 e 5.7.1", false, _signed.DiscountBelowGap, GlosaOn(_signed.DiscountBelowGap), !generalHolds && byBand));
            }
            else
            {
                readings.Add(new(name, "TR 5.6.1 e 5.7.1", specific.Met, specific.Discount, GlosaOn(specific.Discount), !generalHolds));
            }

            readings.Add(new(
                ContractText.Percent(general.Rule.Required) + " exigidos", "TR 5.3.6.3", general.Met, general.Discount, GlosaOn(general.Discount), generalHolds));
            return readings;
        }
    }

    /// <summary>The month as Cuiabá, Brasília and UTC would cut it; the first one holds.</summary>
    public IReadOnlyList<ZoneReading> Zones => [.. MonthZones.All.Select(z => ReadIn(z.Name, z.Zone))];

    /// <summary>The local days of the month with their outage.</summary>
    public IReadOnlyList<MonthDay> Days => [.. Enumerable.Range(0, Month.Days).Select(i => DayOf(Month.FirstDay.AddDays(i)))];

    /// <summary>The calculation, step by step.</summary>
    public IReadOnlyList<CalculationStep> Memory => CalculationMemory.Of(
        Availability, Outages.Count(o => o.Counts), Outages.Count(o => !o.Counts), Billed, Availability.Gap ? GapDecision : null, Discount, Glosa);

    private MonthAvailability Judge(Period month, Period inForce) => MonthAvailability.Of(
        month, inForce, Material.Incidents.Select(i => i.ToOutage() with { End = i.EndAt ?? Now, Excluded = !Counts(i) }), _signed);

    private MonthDay DayOf(DateOnly day)
    {
        var whole = new Period(ContractTime.StartOf(day), ContractTime.StartOf(day.AddDays(1)));
        return new(day, Availability.Stretches.Sum(s => s.Within(whole).Ticks), !whole.Within(Period).IsEmpty, whole.Start <= Now);
    }

    private bool Counts(Incident incident) => incident.Excluded is null && !_without.Contains(incident.Id);

    private Period Clip(Incident incident) => new Period(incident.StartAt, incident.EndAt ?? Now).Within(Period);

    private AvailabilityRule RuleInForce() => Material.Decision(DecisionTopics.RequiredIndex)?.Choice == DecisionTopics.GeneralClause ? GeneralRule() : _signed;

    private AvailabilityRule GeneralRule() => _signed.ReadBy(AvailabilityRule.GeneralClauseRequired, "TR 5.3.6.3 com a tabela do TR 5.7.1, v1");

    private decimal DiscountOf(MonthAvailability judged) =>
        judged.Gap && GapDecision?.Choice == DecisionTopics.BandBelow ? judged.Rule.DiscountBelowGap : judged.Discount;

    private decimal GlosaOn(decimal discount) => MonthAvailability.GlosaOf(Billed.Value, discount);

    private ZoneReading ReadIn(string name, TimeZoneInfo zone)
    {
        var judged = Judge(Month.In(zone), MonthZones.Life(Contract.InForce, zone)).By(Availability.Rule);
        return new(name, judged.Period, judged.DownTicks, judged.Index, judged.Met, DiscountOf(judged), GlosaOn(DiscountOf(judged)));
    }
}
