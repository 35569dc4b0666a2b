using System.Security.Claims;
using Bunit;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Database;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Administration;

/// <summary>Pages of the administration on a real database file, with dialogs and notices, signed in.</summary>
public abstract class AdministrationContext : BunitContext, IAsyncLifetime
{
    // A save writes to a file; a busy machine takes its time, and waiting ends as soon as the page has changed.
    static AdministrationContext() => DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    protected AdministrationContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(options => options.SnackbarConfiguration.ShowTransitionDuration = 0);
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton<IDbContextFactory<PortalDbContext>>(new Contexts(Database));
        Services.AddSingleton<HolidayList>();
        Services.AddSingleton<SaveHoliday>();
        Services.AddSingleton<DeleteHoliday>();
        Services.AddSingleton<ReceptionList>();
        Services.AddSingleton<ReceptionDetails>();
        Services.AddSingleton<SaveReception>();
        Services.AddSingleton<SaveService>();
        Services.AddSingleton<SaveQuickReply>();
        Services.AddSingleton<FlowTextList>();
        Services.AddSingleton<SaveFlowText>();
        Services.AddSingleton<RestoreFlowText>();
        var access = AddAuthorization();
        access.SetAuthorized("Carla CDI");
        access.SetClaims(new Claim(ClaimTypes.NameIdentifier, "01980000-0000-7000-8000-000000000001"));
    }

    protected TestDatabase Database { get; } = new();

    protected static Actor Someone { get; } = Actor.Person(Guid.Parse("01980000-0000-7000-8000-000000000001"), "Carla CDI");

    /// <summary>A page among the providers that the layout gives it.</summary>
    protected IRenderedComponent<IComponent> RenderPage<TPage>()
        where TPage : IComponent => Render(builder =>
        {
            OpenProviders(builder);
            builder.OpenComponent<TPage>(3);
            builder.CloseComponent();
        });

    /// <summary>A dialog, opened.</summary>
    protected async Task<IRenderedComponent<IComponent>> OpenDialogAsync<TDialog>(DialogParameters<TDialog> parameters)
        where TDialog : IComponent
    {
        var screen = Render(OpenProviders);
        var dialogs = Services.GetRequiredService<IDialogService>();
        await screen.InvokeAsync(() => dialogs.ShowAsync<TDialog>("", parameters));
        return screen;
    }

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    // Some of MudBlazor's services can only be disposed of asynchronously.
    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        Database.Dispose();
    }

    private static void OpenProviders(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
    {
        builder.OpenComponent<MudPopoverProvider>(0);
        builder.CloseComponent();
        builder.OpenComponent<MudDialogProvider>(1);
        builder.CloseComponent();
        builder.OpenComponent<MudSnackbarProvider>(2);
        builder.CloseComponent();
    }

    private sealed class Contexts(TestDatabase database) : IDbContextFactory<PortalDbContext>
    {
        public PortalDbContext CreateDbContext() => database.Open();
    }
}
