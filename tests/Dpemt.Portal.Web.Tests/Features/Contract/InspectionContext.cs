using System.Security.Claims;
using System.Text;
using Bunit;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Papers;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Web.Features.Contract.Papers;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace Dpemt.Portal.Web.Tests.Features.Contract;

/// <summary>Pages of the contract's inspection on a real database file, signed in as a fiscal officer, interactive.</summary>
public abstract class InspectionContext : BunitContext, IAsyncLifetime
{
    static InspectionContext() => DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    protected InspectionContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        Services.AddSingleton<IDbContextFactory<PortalDbContext>>(new Contexts(Database));
        Services.AddSingleton<ChangeFeed>();
        Services.AddSingleton<StateHolidays>();
        Services.AddSingleton(KeyRing.Create());
        Services.AddSingleton<BlindIndex>();
        Services.AddSingleton<MessageIndex>();
        Services.AddContract();
        Services.AddSingleton<GlosaPaperFiles>();
        Services.AddSingleton<IPaperPdf>(Printer);
        Access = AddAuthorization();
        Access.SetAuthorized(Officer.Name);
        Access.SetClaims(new Claim(ClaimTypes.NameIdentifier, Officer.UserId!.Value.ToString()));
        Access.SetPolicies(Policies.SeeContract, Policies.InspectContract);
        SetRendererInfo(new RendererInfo("Server", true));
    }

    /// <summary>Prints in the place of a browser.</summary>
    protected FakePrinter Printer { get; } = new();

    protected TestDatabase Database { get; } = new();

    /// <summary>Monday, 3 August 2026, noon in Cuiabá.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 8, 3, 16, 0, 0, TimeSpan.Zero));

    protected Bunit.TestDoubles.BunitAuthorizationContext Access { get; }

    protected static Actor Officer { get; } = Actor.Person(Guid.Parse("01980000-0000-7000-8000-000000000001"), "Fábio Fiscal");

    protected static Actor Other { get; } = Actor.Person(Guid.Parse("01980000-0000-7000-8000-000000000002"), "Flávia Fiscal");

    protected T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    protected async Task<long> StartGlosaAsync() =>
        (await Get<StartGlosa>().RunAsync(Officer, new(1, 1, new(2026, 7), 99.1234m, 0.5m, 18_904.49m, false, "TR 5.7.1, v1", null), default)).Id!.Value;

    protected Task ImportContractAsync() => Get<ImportContract>().RunAsync(Officer, "001/2026", new(2026, 6, 1), null, ContractTerms.SignedDocument, default);

    protected async Task<long> DocumentAsync() =>
        (await Get<ContractDocuments>().StoreAsync(Officer, "relatorio.pdf", Encoding.ASCII.GetBytes("%PDF-1.7"), default)).Id!.Value;

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        Database.Dispose();
    }

    private sealed class Contexts(TestDatabase database) : IDbContextFactory<PortalDbContext>
    {
        public PortalDbContext CreateDbContext() => database.Open();
    }
}

/// <summary>A printer without a browser: what was printed is the paper's heading.</summary>
public sealed class FakePrinter : IPaperPdf
{
    /// <summary>Why nothing can be printed; null prints.</summary>
    public string? Refusal { get; set; }

    public Task<PdfPrint> PrintAsync(PaperView paper, CancellationToken cancellation) =>
        Task.FromResult(Refusal is null ? new PdfPrint(Encoding.UTF8.GetBytes("%PDF-1.7 " + paper.Heading), null) : new PdfPrint(null, Refusal));
}
