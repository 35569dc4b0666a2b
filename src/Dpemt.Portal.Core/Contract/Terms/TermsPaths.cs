namespace Dpemt.Portal.Contract.Terms;

/// <summary>Places of the contract's document that rules and forms name.</summary>
public static class TermsPaths
{
    /// <summary>Last day after a prolongation, <c>yyyy-MM-dd</c>; absent while there was none.</summary>
    public const string ExtendedUntil = "extension.until";

    /// <summary>Day on which the newest prolongation was signed.</summary>
    public const string ExtendedOn = "extension.signedOn";

    /// <summary>Day of the signature, when it is not the first day in force (TR 21.1).</summary>
    public const string SignedOn = "adjustment.signedOn";

    /// <summary>Day of the estimated budget (TR 21.2).</summary>
    public const string BudgetOn = "adjustment.budgetOn";

    public const string RequiredIndex = "sla.monthlyAvailabilityPercent";
    public const string StartWithin = "sla.criticalStartWithin";
    public const string RestoreWithin = "sla.restoreWithin";
    public const string Bands = "availabilityBands.bands";

    /// <summary>Contracted quantity of an item.</summary>
    public static string Quantity(int item) => FormattableString.Invariant($"items[{item}].quantity");

    /// <summary>Unit price of an item.</summary>
    public static string UnitPrice(int item) => FormattableString.Invariant($"items[{item}].unitPrice");

    /// <summary>First message of a tier.</summary>
    public static string TierFrom(int item) => FormattableString.Invariant($"items[{item}].from");

    /// <summary>Last message of a tier.</summary>
    public static string TierTo(int item) => FormattableString.Invariant($"items[{item}].to");
}
