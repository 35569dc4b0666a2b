using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dpemt.Portal.Contract;

/// <summary>A month is its first day in the database, so that it can be ordered and compared there.</summary>
internal sealed class BillingMonthConverter() : ValueConverter<BillingMonth, DateOnly>(month => month.FirstDay, day => new BillingMonth(day));
