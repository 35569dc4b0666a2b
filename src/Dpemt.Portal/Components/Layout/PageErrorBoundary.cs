using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Dpemt.Portal.Web.Components.Layout;

/// <summary>Where faults of a page end: the rest of the portal stays, the person gets a code that finds the log entry.</summary>
public sealed partial class PageErrorBoundary(ILogger<PageErrorBoundary> logger, NavigationManager navigation) : ErrorBoundaryBase, IDisposable
{
    private string? _traceId;

    protected override void OnInitialized() => navigation.LocationChanged += OnLocationChanged;

    protected override Task OnErrorAsync(Exception exception)
    {
        // A circuit has no request, and so often no trace: the code is made here and logged.
        _traceId = Activity.Current?.TraceId.ToHexString() ?? ActivityTraceId.CreateRandom().ToHexString();
        LogPageFault(exception, _traceId);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }
        builder.OpenComponent<PageErrorNotice>(1);
        builder.AddComponentParameter(2, nameof(PageErrorNotice.TraceId), _traceId);
        builder.AddComponentParameter(3, nameof(PageErrorNotice.OnRetry), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }

    private void OnLocationChanged(object? sender, Microsoft.AspNetCore.Components.Routing.LocationChangedEventArgs e) => _ = InvokeAsync(Recover);

    public void Dispose() => navigation.LocationChanged -= OnLocationChanged;

    [LoggerMessage(Level = LogLevel.Error, Message = "A page failed; shown to the person as {TraceId}")]
    private partial void LogPageFault(Exception exception, string traceId);
}
