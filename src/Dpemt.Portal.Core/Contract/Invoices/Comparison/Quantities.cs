using System.Globalization;
using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>A quantity for each kind of item; differences may be negative.</summary>
public sealed class Quantities : IEquatable<Quantities>
{
    private static readonly ItemKind[] Kinds = Enum.GetValues<ItemKind>();
    private readonly long[] _values;

    private Quantities(long[] values) => _values = values;

    /// <summary>Nothing of any kind.</summary>
    public static Quantities None { get; } = new(new long[Kinds.Length]);

    /// <summary>Those kinds that are counted by message.</summary>
    public static IReadOnlyList<ItemKind> Messages { get; } = [.. Kinds.Where(k => k is not (ItemKind.Setup or ItemKind.Subscription))];

    /// <summary>How many of a kind.</summary>
    public long this[ItemKind kind] => _values[(int)kind];

    /// <summary>True when every kind is zero.</summary>
    public bool IsNone => Array.TrueForAll(_values, v => v == 0);

    /// <summary>The kinds that are not zero.</summary>
    public IEnumerable<ItemKind> Touched => Kinds.Where(k => this[k] != 0);

    /// <summary>A count of some kinds.</summary>
    public static Quantities Of(params ReadOnlySpan<(ItemKind Kind, long Quantity)> parts)
    {
        var values = new long[Kinds.Length];
        foreach (var (kind, quantity) in parts)
            values[(int)kind] += quantity;
        return new(values);
    }

    /// <summary>A month by our count.</summary>
    public static Quantities Of(MonthQuantities used) => Of(
        (ItemKind.Setup, used.Setup ? 1 : 0), (ItemKind.Subscription, used.Subscription ? 1 : 0), (ItemKind.Service, used.Service), (ItemKind.Marketing, used.Marketing),
        (ItemKind.Utility, used.Utility), (ItemKind.Authentication, used.Authentication), (ItemKind.SendSimple, used.SendSimple), (ItemKind.SendTemplate, used.SendTemplate));

    /// <summary>What messages of a category make due: their price and their sending.</summary>
    /// <param name="category">Their category.</param>
    /// <param name="charged">How many times the price.</param>
    /// <param name="sent">How many times the sending.</param>
    public static Quantities OfMessages(ItemKind category, long charged, long sent) =>
        Of((category, charged), (category == ItemKind.Service ? ItemKind.SendSimple : ItemKind.SendTemplate, sent));

    /// <summary>Only that kind.</summary>
    public Quantities Only(ItemKind kind) => Of((kind, this[kind]));

    public static Quantities operator +(Quantities left, Quantities right) => new([.. left._values.Zip(right._values, (a, b) => a + b)]);

    public static Quantities operator -(Quantities left, Quantities right) => new([.. left._values.Zip(right._values, (a, b) => a - b)]);

    /// <inheritdoc/>
    public bool Equals(Quantities? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Quantities);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Touched.Select(k => string.Create(CultureInfo.InvariantCulture, $"{k} {this[k]}")));
}
