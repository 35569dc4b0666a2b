using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>Why the category price of a message is due or not. The numbers are stored.</summary>
public enum ChargeReason
{
    /// <summary>Due: Meta said so, or was silent and the tariff of that day says so.</summary>
    Charged = 0,

    /// <summary>Free: Meta said so (window, entry point), or was silent and the tariff of that day says so.</summary>
    FreeByMeta = 1,

    /// <summary>Not delivered: nothing was used (TR 7.4).</summary>
    NotDelivered = 2,

    /// <summary>A free message: item 3, whose price is zero.</summary>
    Service = 3,
}

/// <summary>What Meta's <c>pricing</c> said of a message. The numbers are stored.</summary>
public enum MetaWord
{
    /// <summary>Nothing came, or nothing that can be read.</summary>
    Silent = 0,

    /// <summary><c>regular</c>: charged.</summary>
    Charged = 1,

    /// <summary><c>free_customer_service</c>: free inside the 24 h window.</summary>
    FreeInWindow = 2,

    /// <summary><c>free_entry_point</c>: free for 72 h after a click on an advertisement.</summary>
    FreeEntryPoint = 3,

    /// <summary>Not billable for a reason that is not known.</summary>
    FreeOtherwise = 4,
}

/// <summary>Where the category of a counted message comes from. The numbers are stored.</summary>
public enum CategoryBasis
{
    /// <summary>The category of its template when it was sent; a free message has no other.</summary>
    Template = 0,

    /// <summary>Meta's <c>pricing.category</c>, since nobody knew the template's category.</summary>
    Meta = 1,

    /// <summary>Neither is known: counted as utility, and pointed out.</summary>
    Assumed = 2,
}

/// <summary>
/// Messages of one local day that share category, reason, template, reception and Meta's word: what every figure of consumption is
/// summed from. Can be made anew from the messages at any time and gives the same.
/// </summary>
public sealed class ConsumptionDay
{
    public long Id { get; set; }

    /// <summary>Local day in which the messages count. Of a late line: the day on which it became known.</summary>
    public DateOnly Day { get; set; }

    /// <summary>The month in which the messages were used: that of <see cref="Day"/>, and an earlier closed one of a late line.</summary>
    public BillingMonth OfMonth { get; set; }

    /// <summary>20 to 23 for the last four local hours of a month, which another zone would put into the next one; else 0.</summary>
    public int BorderHour { get; set; }

    /// <summary><see cref="ItemKind.Service"/>, <see cref="ItemKind.Marketing"/>, <see cref="ItemKind.Utility"/> or <see cref="ItemKind.Authentication"/>.</summary>
    public ItemKind Category { get; set; }

    /// <summary>Where <see cref="Category"/> comes from.</summary>
    public CategoryBasis Basis { get; set; }

    public ChargeReason Reason { get; set; }

    /// <summary>What Meta said.</summary>
    public MetaWord Meta { get; set; }

    /// <summary>The category that Meta named; the same as <see cref="Category"/> when it named none.</summary>
    public ItemKind MetaCategory { get; set; }

    /// <summary>What our own dated tariff says: true when Meta charges such a message on that day.</summary>
    public bool TariffCharges { get; set; }

    /// <summary>Name of the template; empty for free messages.</summary>
    public required string Template { get; set; }

    /// <summary>The reception whose conversation it was; 0 for none.</summary>
    public int ReceptionId { get; set; }

    /// <summary>True for what became known after the month was closed: it stands in an adjustment line, and its counts may be negative.</summary>
    public bool Late { get; set; }

    /// <summary>Messages.</summary>
    public long Messages { get; set; }

    /// <summary>Of these: the category's price is due (items 3–16).</summary>
    public long Charged { get; set; }

    /// <summary>Of these: the sending is due (item 17 or 18).</summary>
    public long Sent { get; set; }

    internal UseKey Key => new(Day, OfMonth, BorderHour, Category, Basis, Reason, Meta, MetaCategory, TariffCharges, Template, ReceptionId, Late);

    internal static ConsumptionDay Of(UseKey key) => new()
    {
        Day = key.Day,
        OfMonth = key.OfMonth,
        BorderHour = key.BorderHour,
        Category = key.Category,
        Basis = key.Basis,
        Reason = key.Reason,
        Meta = key.Meta,
        MetaCategory = key.MetaCategory,
        TariffCharges = key.TariffCharges,
        Template = key.Template,
        ReceptionId = key.ReceptionId,
        Late = key.Late,
    };

    /// <summary>Counts messages in, or out when negative.</summary>
    internal void Add(long messages)
    {
        Messages += messages;
        if (Reason is ChargeReason.Charged or ChargeReason.Service)
            Charged += messages;
        if (Reason != ChargeReason.NotDelivered)
            Sent += messages;
    }
}

/// <summary>What makes a line of <see cref="ConsumptionDay"/> one of its own.</summary>
internal readonly record struct UseKey(
    DateOnly Day, BillingMonth OfMonth, int BorderHour, ItemKind Category, CategoryBasis Basis, ChargeReason Reason, MetaWord Meta, ItemKind MetaCategory, bool TariffCharges,
    string Template, int ReceptionId, bool Late)
{
    /// <summary>The same use on whatever day of its month: what a later change of a closed month is measured by.</summary>
    internal UseKey OfItsMonth => this with { Day = default, BorderHour = 0, Late = false };

    internal UseKey KnownOn(DateOnly day) => this with { Day = day, BorderHour = 0, Late = true };
}

internal sealed class ConsumptionDayConfiguration : IEntityTypeConfiguration<ConsumptionDay>
{
    public void Configure(EntityTypeBuilder<ConsumptionDay> builder)
    {
        builder.ToTable("ctr_ConsumptionDay").HasKey(d => d.Id);
        builder.Property(d => d.Template).HasMaxLength(OutboundMessage.TemplateLength);
        builder.HasIndex(d => new
        {
            d.Day,
            d.OfMonth,
            d.BorderHour,
            d.Category,
            d.Basis,
            d.Reason,
            d.Meta,
            d.MetaCategory,
            d.TariffCharges,
            d.Template,
            d.ReceptionId,
            d.Late,
        }).IsUnique().HasDatabaseName("IX_ctr_ConsumptionDay_Key");
    }
}
