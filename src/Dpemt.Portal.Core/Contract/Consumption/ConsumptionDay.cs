using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>Why the category price of a message is due or not. The numbers are stored.</summary>
public enum ChargeReason
{
    /// <summary>Due: what Meta said and what the tariff of that day says do not speak against it.</summary>
    Charged = 0,

    /// <summary>Free by what Meta said or by the tariff of that day (window, entry point).</summary>
    FreeByMeta = 1,

    /// <summary>Not delivered: nothing was used (TR 7.4).</summary>
    NotDelivered = 2,

    /// <summary>A free message: item 3, whose price is zero.</summary>
    Service = 3,
}

/// <summary>
/// Messages of one local day that share category, reason, template and reception: what every figure of consumption is summed
/// from. Can be made anew from the messages at any time and gives the same.
/// </summary>
public sealed class ConsumptionDay
{
    public long Id { get; set; }

    /// <summary>Local day in which the messages count.</summary>
    public DateOnly Day { get; set; }

    /// <summary><see cref="ItemKind.Service"/>, <see cref="ItemKind.Marketing"/>, <see cref="ItemKind.Utility"/> or <see cref="ItemKind.Authentication"/>.</summary>
    public ItemKind Category { get; set; }

    public ChargeReason Reason { get; set; }

    /// <summary>Name of the template; empty for free messages.</summary>
    public required string Template { get; set; }

    /// <summary>The reception whose conversation it was; 0 for none.</summary>
    public int ReceptionId { get; set; }

    /// <summary>True for what became known after the month was closed: it stands in an adjustment line.</summary>
    public bool Late { get; set; }

    /// <summary>Messages.</summary>
    public long Messages { get; set; }

    /// <summary>Of these: the category's price is due (items 3–16).</summary>
    public long Charged { get; set; }

    /// <summary>Of these: the sending is due (item 17 or 18).</summary>
    public long Sent { get; set; }
}

internal sealed class ConsumptionDayConfiguration : IEntityTypeConfiguration<ConsumptionDay>
{
    public void Configure(EntityTypeBuilder<ConsumptionDay> builder)
    {
        builder.ToTable("ctr_ConsumptionDay").HasKey(d => d.Id);
        builder.Property(d => d.Template).HasMaxLength(512);
        builder.HasIndex(d => new { d.Day, d.Category, d.Reason, d.Template, d.ReceptionId, d.Late }).IsUnique();
    }
}
