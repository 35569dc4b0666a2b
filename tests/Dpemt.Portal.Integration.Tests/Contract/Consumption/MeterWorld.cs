using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Integration.Tests.Contract.Measuring;
using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Consumption;

/// <summary>Messages with statuses that tests write by hand, and the meter that counts them by a clock that the test moves.</summary>
internal sealed class MeterWorld(DateTimeOffset now) : IAsyncDisposable
{
    internal static readonly Actor Officer = Actor.Person(Guid.Parse("0198a000-0000-7000-8000-00000000000f"), "Fiscal do Contrato");

    private readonly MeasuringWorld _world = new(new("http://127.0.0.1:9"), now);

    internal MeasuringWorld World => _world;

    internal T Get<T>() where T : notnull => _world.Get<T>();

    internal void SetNow(DateTimeOffset at) => _world.Clock.SetUtcNow(at);

    /// <summary>The signed contract, in force from 1 June 2026.</summary>
    internal async Task ImportContractAsync() =>
        Assert.True((await Get<ImportContract>().RunAsync(Actor.Portal, "001/2026", new(2026, 6, 1), null, ContractTerms.SignedDocument, default)).Done);

    /// <summary>A message that was written at an instant; a template when it has a category.</summary>
    internal async Task<long> SendAsync(DateTimeOffset at, string? category = null, bool? inWindow = null, int? reception = null, string? template = null)
    {
        await using var db = _world.Database.Open();
        var message = new Message
        {
            CitizenId = Guid.NewGuid(),
            Author = MessageAuthor.Bot,
            Kind = category is null && template is null ? MessageKind.Text : MessageKind.Template,
            Template = template ?? (category is null ? null : "modelo_" + category.ToLowerInvariant()),
            TemplateCategory = category,
            InWindow = inWindow,
            ReceptionId = reception,
            Status = MessageStatus.Accepted,
            OccurredAt = at,
            CreatedAt = at,
        };
        db.Messages.Add(message);
        await db.SaveChangesAsync();
        message.Wamid = $"wamid.TESTE{message.Id}";
        await db.SaveChangesAsync();
        return message.Id;
    }

    /// <summary>A status, received now.</summary>
    internal async Task StatusAsync(long message, MessageStatus status, DateTimeOffset at, string? type = null, string? category = null, bool? billable = null)
    {
        await using var db = _world.Database.Open();
        db.MessageStatusChanges.Add(new()
        {
            MessageId = message,
            Status = status,
            OccurredAt = at,
            ReceivedAt = _world.Clock.GetUtcNow(),
            PricingType = type,
            PricingCategory = category,
            Billable = billable,
        });
        await db.SaveChangesAsync();
    }

    /// <summary>Accepted and delivered at once.</summary>
    internal async Task<long> DeliverAsync(DateTimeOffset at, string? category = null, bool? inWindow = null, string? type = null, int? reception = null)
    {
        var id = await SendAsync(at, category, inWindow, reception);
        await StatusAsync(id, MessageStatus.Accepted, at);
        await StatusAsync(id, MessageStatus.Delivered, at.AddSeconds(5), type, type is null ? null : category?.ToLowerInvariant() ?? "service");
        return id;
    }

    /// <summary>Lets a minute pass and counts.</summary>
    internal async Task CountAsync()
    {
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        await Get<CountConsumption>().RunAsync(default);
    }

    internal async Task<IReadOnlyList<FrozenLine>> LinesAsync()
    {
        await using var db = _world.Database.Open();
        return ConsumptionFacts.LinesOf(await db.ConsumptionDays.AsNoTracking().ToListAsync());
    }

    internal Task<MeteredMonth> MonthAsync(string month) => Get<MeteredMonths>().ReadAsync(Month(month), default);

    internal static BillingMonth Month(string text) => BillingMonth.TryParse(text, out var month) ? month : throw new ArgumentException(text);

    public ValueTask DisposeAsync() => _world.DisposeAsync();
}
