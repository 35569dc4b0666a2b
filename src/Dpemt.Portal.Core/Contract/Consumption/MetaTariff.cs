using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>A line of our own dated reading of Meta's tariff: what is charged has changed twice and will change again, so it is data.</summary>
public sealed class TariffRule
{
    public int Id { get; set; }

    /// <summary>First local day on which it holds, until a later line of the same category and window.</summary>
    public DateOnly ValidFrom { get; set; }

    public ItemKind Category { get; set; }

    /// <summary>For messages sent while the citizen's 24 h window was open, or while it was not.</summary>
    public bool InWindow { get; set; }

    /// <summary>Whether Meta charges such a message.</summary>
    public bool Charged { get; set; }

    /// <summary>Where this is known from, in Portuguese.</summary>
    public required string Source { get; set; }
}

/// <summary>The dated tariff, to be asked for many messages.</summary>
public sealed class MetaTariff(IReadOnlyList<TariffRule> rules)
{
    /// <summary>The lines, newest first.</summary>
    public IReadOnlyList<TariffRule> Rules { get; } = [.. rules.OrderByDescending(r => r.ValidFrom).ThenByDescending(r => r.Id)];

    /// <summary>Whether Meta charges a message of that category on that local day. A case that no line names is charged: nobody said that it is free.</summary>
    public bool Charges(ItemKind category, bool inWindow, DateOnly day)
    {
        for (var i = 0; i < Rules.Count; i++)
        {
            if (Rules[i].Category == category && Rules[i].InWindow == inWindow && Rules[i].ValidFrom <= day)
                return Rules[i].Charged;
        }

        return true;
    }
}

internal sealed class TariffRuleConfiguration : IEntityTypeConfiguration<TariffRule>
{
    private const string Since2025 = "Página de preços da Meta, vigente desde 01/07/2025: por mensagem entregue.";
    private const string Since2026 = "Anúncio de 01/07/2026 para 01/10/2026, conhecido por terceiros: a confirmar em página da Meta.";

    public void Configure(EntityTypeBuilder<TariffRule> builder)
    {
        builder.ToTable("ctr_TariffRule").HasKey(r => r.Id);
        builder.Property(r => r.Source).HasMaxLength(500);
        builder.HasData(
            Line(1, 2025, ItemKind.Service, true, false), Line(2, 2025, ItemKind.Utility, true, false), Line(3, 2025, ItemKind.Utility, false, true),
            Line(4, 2025, ItemKind.Marketing, true, true), Line(5, 2025, ItemKind.Marketing, false, true),
            Line(6, 2025, ItemKind.Authentication, true, true), Line(7, 2025, ItemKind.Authentication, false, true),
            Line(8, 2026, ItemKind.Service, true, true), Line(9, 2026, ItemKind.Utility, true, true));
    }

    private static TariffRule Line(int id, int year, ItemKind category, bool inWindow, bool charged) => new()
    {
        Id = id,
        ValidFrom = year == 2025 ? new(2025, 7, 1) : new(2026, 10, 1),
        Category = category,
        InWindow = inWindow,
        Charged = charged,
        Source = year == 2025 ? Since2025 : Since2026,
    };
}
