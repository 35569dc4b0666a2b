using System.Globalization;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Conversations;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dpemt.Portal.Web.Features.Contract.Glosas;

/// <summary>One glosa: where it stands, the next act, memory of calculation, timeline.</summary>
public sealed partial class GlosaPage(
    GlosaDetails details, ContractDocuments documents, ChangeFeed changes, TimeProvider clock, ILogger<GlosaPage> logger) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private Actor _who = Actor.Portal;
    private GlosaReading? _reading;
    private IReadOnlyDictionary<long, DocumentLine> _documents = new Dictionary<long, DocumentLine>();
    private IReadOnlyList<GlosaForm> _offers = [];
    private GlosaForm _form;
    private DateTimeOffset _now;
    private DateOnly _today;
    private RefreshGate? _gate;
    private IDisposable? _subscription;
    private string? _fault;
    private string? _note;
    private bool _noteIsWarning;
    private bool _missing;
    private long _read;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Parameter]
    public long Id { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        _who = (await Authentication).User.ToActor();
        _gate = new(clock, TimeSpan.FromMilliseconds(500), () => InvokeAsync(ReadAsync));
        _subscription = changes.Subscribe(ChangeTopics.Glosa, change =>
        {
            if (change.Key == Id.ToString(CultureInfo.InvariantCulture))
                _gate.Request();
        });
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _read == Id)
            return;
        (_read, _reading, _missing, _note) = (Id, null, false, null);
        await ReadAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        _subscription?.Dispose();
        _gate?.Dispose();
        _left.Dispose();
    }

    private async Task ReadAsync()
    {
        if (_left.IsCancellationRequested)
            return;
        try
        {
            var reading = await details.RunAsync(Id, _left.Token);
            if (reading is not null)
                _documents = await documents.LinesAsync([.. reading.Steps.Select(s => s.DocumentId).OfType<long>().Distinct()], _left.Token);
            _now = clock.GetUtcNow();
            _today = ContractTime.DayOf(_now);
            // What somebody else did meanwhile is told: the form below belongs to the version that it was opened for.
            if (_reading is { } before && reading is not null && reading.Glosa.Version != before.Glosa.Version && reading.Steps[^1].ActorUserId != _who.UserId)
                (_note, _noteIsWarning) = ($"{reading.Steps[^1].ActorName} acabou de registrar: {GlosaActs.LabelOf(reading.Steps[^1].Act).ToLowerInvariant()}.", true);
            _offers = reading is null ? [] : GlosaOffers.Of(reading.Facts, _today);
            if (_offers.Count > 0 && (_reading?.Glosa.Version != reading?.Glosa.Version || !_offers.Contains(_form)))
                _form = _offers[0];
            (_reading, _missing, _fault) = (reading, reading is null, null);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            LogReadFailed(Id, fault);
            _fault = _reading is null ? "Não foi possível carregar a glosa agora." : "Não foi possível atualizar: o que se vê pode ter mudado. Recarregue a página.";
        }

        StateHasChanged();
    }

    private void Choose(GlosaForm form) => _form = form;

    private async Task DoneAsync(GlosaActDone done)
    {
        var result = done.Result;
        (_note, _noteIsWarning) = done.Unattached is { } why
            ? ($"A decisão foi gravada, mas o documento dela não foi juntado. {why} Depois, use “Juntar documento”.", true)
            : result.Done
            ? (result.Id is { } made && made != Id ? $"Gravado. O que passa do valor segue no complemento nº {made}." : "Gravado.", false)
            : (result.Refusal!.Message, true);
        await ReadAsync();
    }

    private string RelationOf(GlosaRow other) =>
        other.Id == _reading!.Glosa.ReplacesId ? "Substitui a glosa"
        : other.Id == _reading.Glosa.ComplementOfId ? "Complementa a glosa"
        : _reading.Glosa.ComplementOfId is not null && other.IsComplement ? "Há outro complemento da mesma glosa:"
        : _reading.Facts.State == GlosaState.Replaced && !other.IsComplement ? "Foi substituída pela glosa"
        : "Tem o complemento";

    [LoggerMessage(Level = LogLevel.Error, Message = "Glosa {Id} could not be read for a screen")]
    private partial void LogReadFailed(long id, Exception fault);
}
