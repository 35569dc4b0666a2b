using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Panel;
using Dpemt.Portal.Web.Features.Conversations;
using Microsoft.AspNetCore.Components;

namespace Dpemt.Portal.Web.Features.Contract.Panel;

/// <summary>Reads the panel again when something that it shows has changed.</summary>
public sealed partial class InspectionPanel(PanelView panel, ChangeFeed changes, TimeProvider clock, ILogger<InspectionPanel> logger) : ComponentBase, IDisposable
{
    private const int MostQuestions = 4;
    private const string QuestionsAddress = "contrato/disponibilidade";

    private static readonly TimeSpan ReadAtMostEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(1);
    private static readonly string[] Topics = [ChangeTopics.Incident, ChangeTopics.ContractMonth, ChangeTopics.Glosa, ChangeTopics.EssentialOnly];

    private readonly CancellationTokenSource _left = new();
    private readonly List<IDisposable> _live = [];
    private PanelReading? _reading;
    private bool _loaded;
    private string? _fault;

    protected override async Task OnInitializedAsync()
    {
        // Prerendering shows the frame: the circuit reads once, not both.
        if (!RendererInfo.IsInteractive)
            return;
        var gate = new RefreshGate(clock, ReadAtMostEvery, () => InvokeAsync(ReadAsync));
        _live.Add(gate);
        _live.AddRange(Topics.Select(topic => changes.Subscribe(topic, _ => gate.Request())));
        // Budget, balances and days left move by themselves.
        _live.Add(clock.CreateTimer(_ => gate.Request(), null, ReadEvery, ReadEvery));
        await ReadAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        foreach (var live in _live)
            live.Dispose();
        _left.Dispose();
    }

    private async Task ReadAsync()
    {
        if (_left.IsCancellationRequested)
            return;
        try
        {
            (_reading, _loaded, _fault) = (await panel.RunAsync(_left.Token), true, null);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            LogReadFailed(fault);
            _fault = _loaded ? "Não foi possível atualizar o painel: o que está na tela pode ter mudado." : "Não foi possível ler o painel agora.";
        }

        StateHasChanged();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The inspection panel could not be read")]
    private partial void LogReadFailed(Exception fault);
}
