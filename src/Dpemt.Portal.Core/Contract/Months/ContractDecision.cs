using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Months;

/// <summary>
/// A recorded decision on an open question of the contract ("adotamos X, despacho Y"). Never changed: the highest number of a
/// subject holds, and one that says <see cref="DecisionTopics.TakenBack"/> opens the question again.
/// </summary>
public sealed class ContractDecision
{
    public long Id { get; set; }

    /// <summary>The question: id of a contradiction of the contract's document.</summary>
    public required string Topic { get; set; }

    /// <summary>The month that it is about; null for a decision on the whole contract.</summary>
    public BillingMonth? Month { get; set; }

    /// <summary>Topic and month in one word: what the numbers count.</summary>
    public required string Subject { get; set; }

    /// <summary>1 for the first decision on the subject.</summary>
    public int Number { get; set; }

    /// <summary>Code of the chosen reading.</summary>
    public required string Choice { get; set; }

    /// <summary>The chosen reading in words, as it stood on the screen.</summary>
    public required string ChoiceText { get; set; }

    public required string Reason { get; set; }

    /// <summary>The act that it rests on (despacho, parecer).</summary>
    public long? DocumentId { get; set; }

    public DateTimeOffset At { get; set; }
    public Guid? ByUserId { get; set; }
    public required string ByName { get; set; }
}

internal sealed class ContractDecisionConfiguration : IEntityTypeConfiguration<ContractDecision>
{
    public void Configure(EntityTypeBuilder<ContractDecision> builder)
    {
        builder.ToTable("ctr_Decision").HasKey(d => d.Id);
        builder.Property(d => d.Topic).HasMaxLength(60);
        builder.Property(d => d.Subject).HasMaxLength(80);
        builder.Property(d => d.Choice).HasMaxLength(40);
        builder.Property(d => d.ChoiceText).HasMaxLength(500);
        builder.Property(d => d.Reason).HasMaxLength(2000);
        builder.Property(d => d.ByName).HasMaxLength(100);
        builder.HasIndex(d => new { d.Subject, d.Number }).IsUnique();
    }
}
