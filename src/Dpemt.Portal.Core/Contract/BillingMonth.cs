using System.Globalization;

namespace Dpemt.Portal.Contract;

/// <summary>A competência: a calendar month in America/Cuiaba. As text <c>yyyy-MM</c>; in the database the first day of the month.</summary>
public readonly record struct BillingMonth : IComparable<BillingMonth>
{
    private readonly DateOnly _first;

    /// <summary>The month in which a day lies.</summary>
    public BillingMonth(DateOnly day) => _first = new DateOnly(day.Year, day.Month, 1);

    /// <summary>A month by its numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a month of the calendar.</exception>
    public BillingMonth(int year, int month) => _first = new DateOnly(year, month, 1);

    /// <summary>The first day.</summary>
    public DateOnly FirstDay => _first;

    /// <summary>The last day.</summary>
    public DateOnly LastDay => _first.AddMonths(1).AddDays(-1);

    /// <summary>Number of days.</summary>
    public int Days => DateTime.DaysInMonth(_first.Year, _first.Month);

    /// <summary>The whole month, as instants in UTC.</summary>
    public Period Whole => In(ContractTime.Zone);

    /// <summary>The whole month as another zone would cut it.</summary>
    public Period In(TimeZoneInfo zone) => new(ContractTime.StartOf(_first, zone), ContractTime.StartOf(_first.AddMonths(1), zone));

    /// <summary>The month of an instant.</summary>
    public static BillingMonth Of(DateTimeOffset instant) => new(ContractTime.DayOf(instant));

    /// <summary>So many months later; earlier when negative.</summary>
    public BillingMonth Plus(int months) => new(_first.AddMonths(months));

    /// <summary>Reads <c>yyyy-MM</c>, years 2000 to 2199.</summary>
    public static bool TryParse(string? text, out BillingMonth month)
    {
        var read = DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year is >= 2000 and < 2200;
        month = read ? new(first) : default;
        return read;
    }

    /// <inheritdoc/>
    public int CompareTo(BillingMonth other) => _first.CompareTo(other._first);

    /// <summary><c>yyyy-MM</c>.</summary>
    public override string ToString() => _first.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>As on screens and papers: <c>07/2026</c>.</summary>
    public string Label => _first.ToString("MM/yyyy", CultureInfo.InvariantCulture);

    public static bool operator <(BillingMonth left, BillingMonth right) => left._first < right._first;
    public static bool operator >(BillingMonth left, BillingMonth right) => left._first > right._first;
    public static bool operator <=(BillingMonth left, BillingMonth right) => left._first <= right._first;
    public static bool operator >=(BillingMonth left, BillingMonth right) => left._first >= right._first;
}
