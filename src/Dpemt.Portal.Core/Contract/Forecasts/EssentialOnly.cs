using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>
/// "Essential only" switched on or off by a person (ETP, risk 3.1: essential messages first when limits bite). Never changed: the row
/// with the highest number holds.
/// </summary>
public sealed class EssentialOnly
{
    public long Id { get; set; }

    /// <summary>1 for the first act.</summary>
    public int Number { get; set; }

    public bool On { get; set; }

    /// <summary>True when utility templates wait too; marketing always does.</summary>
    public bool HoldsUtility { get; set; }

    /// <summary>Last local day on which it holds; null until it is switched off.</summary>
    public DateOnly? Until { get; set; }

    public required string Reason { get; set; }

    public DateTimeOffset At { get; set; }
    public Guid? ByUserId { get; set; }
    public required string ByName { get; set; }

    /// <summary>True when it holds back messages on a local day.</summary>
    public bool HoldsOn(DateOnly day) => On && (Until is null || day <= Until);

    /// <summary>Why a message does not leave, in Portuguese.</summary>
    /// <param name="category">Category of its template, in Portuguese.</param>
    public string Refusal(string category) => string.Create(
        CultureInfo.InvariantCulture,
        $"Desde {ContractTime.DayOf(At):dd/MM/yyyy} só saem mensagens essenciais, para poupar o saldo do contrato: modelos de {category} estão retidos{(Until is { } last ? $" até {last:dd/MM/yyyy}" : "")}. Envie de novo quando o modo for desligado.");
}

internal sealed class EssentialOnlyConfiguration : IEntityTypeConfiguration<EssentialOnly>
{
    public void Configure(EntityTypeBuilder<EssentialOnly> builder)
    {
        builder.ToTable("ctr_EssentialOnly").HasKey(e => e.Id);
        builder.Property(e => e.Reason).HasMaxLength(2000);
        builder.Property(e => e.ByName).HasMaxLength(100);
        builder.HasIndex(e => e.Number).IsUnique();
    }
}
