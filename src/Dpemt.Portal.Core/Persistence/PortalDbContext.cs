using Dpemt.Portal.Changes;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Acts;
using Dpemt.Portal.Contract.Invoices.Reports;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Contract.Occurrences;
using Dpemt.Portal.Contract.Papers;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Contract.Tickets;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Identity.Users;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Messaging.Intake;
using Dpemt.Portal.Messaging.Outbox;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Protection;
using Dpemt.Portal.Templates;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Persistence;

/// <summary>
/// The portal's one database. Instants are stored in UTC; columns marked <see cref="SealedAttribute"/> are encrypted.
/// Make one context per operation through <see cref="IDbContextFactory{TContext}"/>.
/// </summary>
public sealed class PortalDbContext(DbContextOptions<PortalDbContext> options, FieldProtector protector)
    : IdentityDbContext<PortalUser, PortalRole, Guid>(options), IDataProtectionKeyContext
{
    internal FieldProtector Protector { get; } = protector;

    public DbSet<Change> Changes => Set<Change>();
    public DbSet<NamedLease> Leases => Set<NamedLease>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<UserReception> UserReceptions => Set<UserReception>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<Citizen> Citizens => Set<Citizen>();
    public DbSet<CitizenNameWord> CitizenNameWords => Set<CitizenNameWord>();

    public DbSet<InboundDelivery> InboundDeliveries => Set<InboundDelivery>();
    public DbSet<InboundEvent> InboundEvents => Set<InboundEvent>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<MessageStatusChange> MessageStatusChanges => Set<MessageStatusChange>();
    public DbSet<MediaFile> MediaFiles => Set<MediaFile>();
    public DbSet<MediaContent> MediaContents => Set<MediaContent>();
    public DbSet<OutboxEntry> OutboxEntries => Set<OutboxEntry>();
    public DbSet<DeliveryAttempt> DeliveryAttempts => Set<DeliveryAttempt>();

    public DbSet<Template> Templates => Set<Template>();

    public DbSet<NoticeRecipient> NoticeRecipients => Set<NoticeRecipient>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<NoticeDelivery> NoticeDeliveries => Set<NoticeDelivery>();

    public DbSet<ContractRecord> Contracts => Set<ContractRecord>();
    public DbSet<TermsVersion> TermsVersions => Set<TermsVersion>();
    public DbSet<TermsProposal> TermsProposals => Set<TermsProposal>();
    public DbSet<IndexValue> IndexValues => Set<IndexValue>();
    public DbSet<PriceAdjustment> PriceAdjustments => Set<PriceAdjustment>();
    public DbSet<ContractDocument> ContractDocuments => Set<ContractDocument>();
    public DbSet<ContractDocumentContent> ContractDocumentContents => Set<ContractDocumentContent>();
    public DbSet<Incident> Incidents => Set<Incident>();
    public DbSet<IncidentRevision> IncidentRevisions => Set<IncidentRevision>();

    public DbSet<BilledValue> BilledValues => Set<BilledValue>();
    public DbSet<ContractDecision> ContractDecisions => Set<ContractDecision>();
    public DbSet<MonthVersion> MonthVersions => Set<MonthVersion>();

    public DbSet<Paper> Papers => Set<Paper>();
    public DbSet<Probe> Probes => Set<Probe>();
    public DbSet<ComponentWatch> ComponentWatches => Set<ComponentWatch>();
    public DbSet<MeasuredOutage> MeasuredOutages => Set<MeasuredOutage>();
    public DbSet<EvidenceDay> EvidenceDays => Set<EvidenceDay>();
    public DbSet<EvidenceContent> EvidenceContents => Set<EvidenceContent>();
    public DbSet<TrafficMinute> TrafficMinutes => Set<TrafficMinute>();
    public DbSet<TrafficProgress> TrafficProgress => Set<TrafficProgress>();
    public DbSet<Suspicion> Suspicions => Set<Suspicion>();
    public DbSet<Ticket> Tickets => Set<Ticket>();
    public DbSet<Glosa> Glosas => Set<Glosa>();
    public DbSet<GlosaStep> GlosaSteps => Set<GlosaStep>();
    public DbSet<GlosaDeduction> GlosaDeductions => Set<GlosaDeduction>();
    public DbSet<ConsumptionDay> ConsumptionDays => Set<ConsumptionDay>();
    public DbSet<Invoice> Invoices => Set<Invoice>();
    public DbSet<InvoiceLine> InvoiceLines => Set<InvoiceLine>();
    public DbSet<InvoiceStep> InvoiceSteps => Set<InvoiceStep>();
    public DbSet<PaymentDocument> PaymentDocuments => Set<PaymentDocument>();
    public DbSet<UsageReport> UsageReports => Set<UsageReport>();
    public DbSet<UsageReportLine> UsageReportLines => Set<UsageReportLine>();
    public DbSet<UsageReportMessage> UsageReportMessages => Set<UsageReportMessage>();
    public DbSet<Occurrence> Occurrences => Set<Occurrence>();
    public DbSet<OccurrenceEntry> OccurrenceEntries => Set<OccurrenceEntry>();

    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<HandoverEntry> HandoverEntries => Set<HandoverEntry>();
    public DbSet<InternalNote> InternalNotes => Set<InternalNote>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<Presence> Presences => Set<Presence>();
    public DbSet<Reading> Readings => Set<Reading>();
    public DbSet<ReplyKey> ReplyKeys => Set<ReplyKey>();
    public DbSet<QuickReply> QuickReplies => Set<QuickReply>();
    public DbSet<Reception> Receptions => Set<Reception>();
    public DbSet<ReceptionPeriod> ReceptionPeriods => Set<ReceptionPeriod>();
    public DbSet<Holiday> Holidays => Set<Holiday>();
    public DbSet<ReceptionCoverage> ReceptionCoverages => Set<ReceptionCoverage>();
    public DbSet<ServiceEntry> Services => Set<ServiceEntry>();
    public DbSet<FrequentQuestionEntry> FrequentQuestions => Set<FrequentQuestionEntry>();
    public DbSet<FlowText> FlowTexts => Set<FlowText>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<decimal>().HavePrecision(19, 4);
        configurationBuilder.Properties<BillingMonth>().HaveConversion<BillingMonthConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<PortalUser>().ToTable("ident_User");
        builder.Entity<PortalRole>().ToTable("ident_Role");
        builder.Entity<IdentityUserRole<Guid>>().ToTable("ident_UserRole");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("ident_UserClaim");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("ident_UserLogin");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("ident_UserToken")
            .Property(t => t.Value).HasConversion(new SealedUserTokenConverter(Protector));
        builder.Entity<IdentityRoleClaim<Guid>>().ToTable("ident_RoleClaim");
        builder.Entity<DataProtectionKey>().ToTable("sys_DataProtectionKey");
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        SealMarkedColumns(builder);
    }

    private void SealMarkedColumns(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties().Where(p => p.PropertyInfo?.IsDefined(typeof(SealedAttribute), true) == true))
            {
                var purpose = entity.ClrType.Name + "." + property.Name;
                property.SetMaxLength(null);
                if (property.ClrType == typeof(string))
                {
                    property.SetValueConverter(new SealedTextConverter(Protector, purpose));
                }
                else
                {
                    property.SetValueConverter(new SealedBytesConverter(Protector, purpose));
                    property.SetValueComparer(SealedBytesConverter.Comparer);
                }
            }
        }
    }
}
