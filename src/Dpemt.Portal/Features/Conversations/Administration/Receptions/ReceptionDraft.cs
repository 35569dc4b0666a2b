using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Web.Components.Localization;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Receptions;

/// <summary>One opening period while it is typed.</summary>
public sealed class PeriodDraft
{
    public TimeOnly? From { get; set; }

    public TimeOnly? To { get; set; }
}

/// <summary>One line of coverage while it is typed.</summary>
public sealed class CoverageDraft
{
    public string? CityCode { get; set; }

    public string? Area { get; set; }
}

/// <summary>A reception while it is edited: a week of periods, lines of coverage, and what can be told to be wrong before saving.</summary>
public sealed class ReceptionDraft
{
    private static readonly TimeOnly Morning = new(8, 0);
    private static readonly TimeOnly Noon = new(12, 0);
    private readonly Dictionary<DayOfWeek, List<PeriodDraft>> _week = Week.ToDictionary(day => day, _ => new List<PeriodDraft>());

    public ReceptionDraft(ReceptionForm? form)
    {
        if (form is null) return;
        (Id, Name, CityCode, Address, Telephone) = (form.Id, form.Name, form.CityCode, form.Address, form.Telephone);
        (IsFallback, Active) = (form.IsFallback, form.Active);
        foreach (var period in form.Periods) _week[period.Day].Add(new PeriodDraft { From = period.From, To = period.To });
        Coverage.AddRange(form.Coverage.Select(line => new CoverageDraft { CityCode = line.CityCode, Area = line.Area }));
    }

    /// <summary>The days as people here count them.</summary>
    public static IReadOnlyList<DayOfWeek> Week { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public int? Id { get; }

    public string? Name { get; set; } = "";

    public string? CityCode { get; set; } = "";

    public string? Address { get; set; }

    public string? Telephone { get; set; }

    public bool IsFallback { get; set; }

    public bool Active { get; set; } = true;

    public List<CoverageDraft> Coverage { get; } = [];

    public static string NameOf(DayOfWeek day) => PortalCulture.Brazil.DateTimeFormat.GetDayName(day);

    public IReadOnlyList<PeriodDraft> Of(DayOfWeek day) => _week[day];

    /// <summary>Adds a period after the last one of the day: the morning first, then after an hour's break.</summary>
    public void AddPeriod(DayOfWeek day)
    {
        var last = _week[day].Select(period => period.To).Max();
        var from = last is null ? Morning : last.Value < new TimeOnly(19, 0) ? last.Value.AddHours(1) : last;
        var to = last is null ? Noon : from is { } start && start < new TimeOnly(20, 0) ? start.AddHours(4) : (TimeOnly?)null;
        _week[day].Add(new PeriodDraft { From = from, To = to });
    }

    public void RemovePeriod(DayOfWeek day, PeriodDraft period) => _week[day].Remove(period);

    /// <summary>Gives other days the periods of one, in place of their own.</summary>
    public void Copy(DayOfWeek from, IEnumerable<DayOfWeek> to)
    {
        var source = _week[from].ConvertAll(period => (period.From, period.To));
        foreach (var day in to.Where(day => day != from))
            _week[day] = source.ConvertAll(period => new PeriodDraft { From = period.From, To = period.To });
    }

    /// <summary>What is wrong with the hours of a day, in words; null when nothing is.</summary>
    public string? FaultOf(DayOfWeek day)
    {
        var periods = _week[day];
        if (periods.Any(period => period.From is null || period.To is null)) return "Preencha o começo e o fim de cada período, ou apague o período.";
        if (periods.Find(period => period.From >= period.To) is { } inverted) return $"O período das {inverted.From:HH\\:mm} termina antes de começar.";
        var ordered = periods.OrderBy(period => period.From).ToList();
        for (var i = 1; i < ordered.Count; i++)
        {
            if (ordered[i].From < ordered[i - 1].To)
                return $"Os períodos {ordered[i - 1].From:HH\\:mm}–{ordered[i - 1].To:HH\\:mm} e {ordered[i].From:HH\\:mm}–{ordered[i].To:HH\\:mm} se sobrepõem.";
        }

        return null;
    }

    /// <summary>Half-filled periods: the only fault that the server cannot be asked about.</summary>
    public IReadOnlyList<FieldFault> Incomplete() =>
        [.. Week.Where(day => _week[day].Any(period => period.From is null || period.To is null))
            .Select(day => new FieldFault(nameof(ReceptionForm.Periods), $"Em {NameOf(day)}, preencha o começo e o fim de cada período, ou apague o período."))];

    public ReceptionForm ToForm() => new(
        Id, Name ?? "", CityCode ?? "", Address, Telephone, IsFallback, Active,
        [.. Week.SelectMany(day => _week[day].Select(period => new PeriodForm(day, period.From ?? default, period.To ?? default)))],
        [.. Coverage.Select(line => new CoverageForm(Text(line.CityCode), Text(line.Area)))]);

    /// <summary>Equal as long as nothing was changed.</summary>
    public string Fingerprint() => string.Join(
        '\u001f',
        new[] { Name, CityCode, Address ?? "", Telephone ?? "", $"{IsFallback}{Active}" }
            .Concat(Week.SelectMany(day => _week[day].Select(period => $"{day}{period.From}{period.To}")))
            .Concat(Coverage.Select(line => $"{line.CityCode}/{line.Area}")));

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
