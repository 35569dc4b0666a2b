using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dpemt.Portal.Integration.Tests.Contract.Months;

/// <summary>A database with the signed contract in force from 2026-06-01, and a clock that stands at 2026-08-03 08:00 in Cuiabá.</summary>
internal sealed class MonthWorld : IAsyncDisposable
{
    internal static readonly BillingMonth July = new(2026, 7);

    private readonly TestDatabase _database = new();
    private readonly WebApplication _app;

    internal MonthWorld()
    {
        _app = TestServices.Build(_database, clock: Clock, workers: false, configure: services =>
        {
            services.AddSingleton<StateHolidays>();
            services.AddContract();
        });
    }

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 8, 3, 12, 0, 0, TimeSpan.Zero));

    internal Actor Officer { get; } = Actor.Person(Guid.Parse("01980000-0000-7000-8000-0000000000f1"), "Fábio Fiscal");

    internal T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    internal Task<PortalDbContext> OpenAsync() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    /// <summary>An instant of local time: <c>2026-07-03 10:00</c>.</summary>
    internal static DateTimeOffset At(string local) =>
        new DateTimeOffset(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(-4)).ToUniversalTime();

    internal async Task<MonthWorld> WithContractAsync(DateOnly? until = null)
    {
        var result = await Get<ImportContract>().RunAsync(Officer, "001/2026", new(2026, 6, 1), until, ContractTerms.SignedDocument, default);
        Assert.True(result.Done);
        return this;
    }

    internal async Task<long> AddAsync(string from, string? until, OutageScope scope = OutageScope.Total, ExclusionGround? excluded = null)
    {
        await using var db = await OpenAsync();
        var incident = new Incident
        {
            Component = ServiceComponent.Sending,
            Scope = scope,
            StartAt = At(from),
            EndAt = until is null ? null : At(until),
            State = until is null ? IncidentState.Open : IncidentState.Ended,
            OriginName = "teste",
            Description = "Envio sem resposta",
            Excluded = excluded,
            ExclusionReason = excluded is null ? null : "comprovado",
            Version = 1,
            CreatedAt = At(from),
            ChangedAt = At(from),
        };
        db.Incidents.Add(incident);
        await db.SaveChangesAsync();
        return incident.Id;
    }

    internal async Task ChangeAsync(long id, Action<Incident> change)
    {
        await using var db = await OpenAsync();
        var incident = await db.Incidents.SingleAsync(i => i.Id == id);
        change(incident);
        incident.Version++;
        await db.SaveChangesAsync();
    }

    internal async Task<long> DocumentAsync() => (await Get<ContractDocuments>().StoreAsync(Officer, "despacho.pdf", "%PDF-1.7"u8.ToArray(), default)).Id!.Value;

    internal async Task<MonthReading> ReadAsync(BillingMonth? month = null) => (await Get<MonthView>().RunAsync(month ?? July, default))!;

    internal Task<ContractResult> CloseAsync(string? reason = null, string? seen = null, BillingMonth? month = null) =>
        Get<CloseMonth>().RunAsync(Officer, month ?? July, seen, reason, default);

    internal async Task<ContractResult> DecideAsync(string topic, string choice, int seen, BillingMonth? month = null) =>
        await Get<RecordDecision>().RunAsync(Officer, new(topic, month, choice, "conforme o despacho anexo", await DocumentAsync(), seen), default);

    internal async Task<ContractResult> BillAsync(decimal? value, int seen, string? reason = null, bool document = true) =>
        await Get<RecordBilledValue>().RunAsync(Officer, new(July, value, "Fatura 1234", document ? await DocumentAsync() : null, reason, seen), default);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _database.Dispose();
    }
}
