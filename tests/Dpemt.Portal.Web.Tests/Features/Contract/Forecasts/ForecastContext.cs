using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Web.Hosting;
using Dpemt.Portal.Web.Tests.Features.Conversations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Forecasts;

/// <summary>Pages on the balances of the signed contract, in force since 1 June 2026, with a fiscal officer signed in.</summary>
public abstract class ForecastContext : BunitContext, IAsyncLifetime
{
    protected static readonly DateOnly Start = new(2026, 6, 1);

    static ForecastContext() => DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    protected ForecastContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddDesk(Database, Clock);
        Services.AddNotices();
        Services.AddContract();
        Access = AddAuthorization();
        Access.SetAuthorized("Fábio Fiscal");
        Access.SetClaims(new Claim(ClaimTypes.NameIdentifier, "01980000-0000-7000-8000-0000000000f1"));
        Access.SetPolicies(Policies.SeeContract, Policies.InspectContract, Policies.LimitSending);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected TestDatabase Database { get; } = new();

    /// <summary>Thursday, 10 September 2026, noon in Cuiabá: 101 days after the start.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 9, 10, 16, 0, 0, TimeSpan.Zero));

    protected BunitAuthorizationContext Access { get; }

    protected Task ImportAsync() =>
        Services.GetRequiredService<ImportContract>().RunAsync(Actor.Portal, "001/2026", Start, null, ContractTerms.SignedDocument, default);

    /// <summary>The same use on each of the first days.</summary>
    protected void Use(ItemKind category, long messages, int days)
    {
        using var db = Database.Open();
        db.ConsumptionDays.AddRange(Enumerable.Range(0, days).Select(i => new ConsumptionDay
        {
            Day = Start.AddDays(i),
            Category = category,
            Template = category == ItemKind.Service ? "" : "aviso",
            Messages = messages,
            Charged = messages,
            Sent = messages,
        }));
        db.SaveChanges();
    }

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        Database.Dispose();
    }
}
