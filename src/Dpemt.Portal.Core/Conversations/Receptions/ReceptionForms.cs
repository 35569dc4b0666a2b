namespace Dpemt.Portal.Conversations.Receptions;

/// <summary>A reception as an administrator edits it.</summary>
/// <param name="Id">Its number; null for a new one.</param>
/// <param name="Name">Name for citizens and staff, such as "Núcleo de Sinop".</param>
/// <param name="CityCode">IBGE code of its city.</param>
/// <param name="Address">Street and number.</param>
/// <param name="Telephone">Public telephone.</param>
/// <param name="IsFallback">Takes what no coverage names; saving one as fallback takes the mark from the other.</param>
/// <param name="Active">Takes new conversations.</param>
/// <param name="Periods">Opening hours, local time of America/Cuiaba.</param>
/// <param name="Coverage">What it answers for.</param>
public sealed record ReceptionForm(
    int? Id, string Name, string CityCode, string? Address, string? Telephone, bool IsFallback, bool Active,
    IReadOnlyList<PeriodForm> Periods, IReadOnlyList<CoverageForm> Coverage)
{
    /// <summary>Equal when every field, period and line of coverage is, in the same order.</summary>
    public bool Equals(ReceptionForm? other) =>
        other is not null
        && (Id, Name, CityCode, Address, Telephone, IsFallback, Active) == (other.Id, other.Name, other.CityCode, other.Address, other.Telephone, other.IsFallback, other.Active)
        && Periods.SequenceEqual(other.Periods) && Coverage.SequenceEqual(other.Coverage);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Name, CityCode, Periods.Count, Coverage.Count);
}

/// <summary>One period of a weekday.</summary>
/// <param name="Day">The weekday.</param>
/// <param name="From">First minute of service.</param>
/// <param name="To">First minute without service.</param>
public sealed record PeriodForm(DayOfWeek Day, TimeOnly From, TimeOnly To);

/// <summary>City and area that a reception answers for; null means any, but not both.</summary>
/// <param name="CityCode">IBGE code.</param>
/// <param name="Area">Key of a legal area.</param>
public sealed record CoverageForm(string? CityCode, string? Area);

/// <summary>A reception in the list.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="City">Name of its city.</param>
/// <param name="IsFallback">Takes the rest.</param>
/// <param name="Active">Takes new conversations.</param>
/// <param name="Hours">Opening hours in words.</param>
/// <param name="People">Users bound to it.</param>
/// <param name="Coverage">What it answers for besides its own city.</param>
/// <param name="IsOpen">Somebody answers now, by hours and holidays.</param>
/// <param name="NextOpening">When somebody will, in words; null when open or never opening.</param>
public sealed record ReceptionRow(
    int Id, string Name, string City, bool IsFallback, bool Active, string? Hours, int People,
    IReadOnlyList<CoverageForm> Coverage, bool IsOpen, string? NextOpening);

/// <summary>A holiday as an administrator edits it; for one city, one reception, or all.</summary>
/// <param name="Id">Its number; null for a new one.</param>
/// <param name="Date">The day.</param>
/// <param name="Name">Its name.</param>
/// <param name="CityCode">Only for receptions of this city.</param>
/// <param name="ReceptionId">Only for this reception.</param>
public sealed record HolidayForm(int? Id, DateOnly Date, string Name, string? CityCode, int? ReceptionId);
