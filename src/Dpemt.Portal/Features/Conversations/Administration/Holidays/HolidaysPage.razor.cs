using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Components.Localization;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Holidays;

public sealed partial class HolidaysPage(
    HolidayList list, SaveHoliday save, DeleteHoliday delete, IDialogService dialogs, ISnackbar snackbar, TimeProvider clock) : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private MudTable<HolidayRow> _table = default!;
    private string? _search;
    private int _year;
    private bool _deleting;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override void OnInitialized() => _year = PortalCulture.ToLocal(clock.GetUtcNow()).Year;

    private async Task<TableData<HolidayRow>> LoadAsync(TableState state, CancellationToken cancellation)
    {
        var page = await list.RunAsync(new TableQuery(_search, state.Page * state.PageSize, state.PageSize), _year, cancellation);
        return new TableData<HolidayRow> { Items = page.Rows, TotalItems = page.Total };
    }

    private Task SearchAsync(string? text)
    {
        _search = text;
        _table.NavigateTo(0);
        return _table.ReloadServerData();
    }

    private Task ShowYearAsync(int year)
    {
        _year = year;
        _table.NavigateTo(0);
        return _table.ReloadServerData();
    }

    private async Task EditAsync(HolidayRow? row)
    {
        var form = row is null ? null : new HolidayForm(row.Id, row.Date, row.Name, row.CityCode, row.ReceptionId);
        var parameters = new DialogParameters<HolidayDialog>
        {
            { dialog => dialog.Form, form },
            { dialog => dialog.Year, _year },
            { dialog => dialog.Actor, await ActorAsync() },
        };
        var dialog = await dialogs.ShowAsync<HolidayDialog>(row is null ? "Novo feriado" : "Editar feriado", parameters, Confirmations.Form(MaxWidth.Small));
        if ((await dialog.Result)?.Data is not DateOnly date) return;
        snackbar.Add($"Feriado de {date:dd/MM/yyyy} salvo.", Severity.Success);
        _year = date.Year;
        await _table.ReloadServerData();
    }

    private async Task DeleteAsync(HolidayRow row)
    {
        if (_deleting) return;
        _deleting = true;
        try
        {
            var result = await delete.RunAsync(await ActorAsync(), row.Id, CancellationToken.None);
            if (result.Saved)
            {
                snackbar.Add($"{row.Name} ({row.Date:dd/MM/yyyy}) apagado.", Severity.Normal, options =>
                {
                    options.Action = "Desfazer";
                    options.ActionColor = Color.Primary;
                    options.VisibleStateDuration = 12_000;
                    options.RequireInteraction = false;
                    options.OnClick = _ => InvokeAsync(() => RestoreAsync(row));
                });
            }
            else
            {
                snackbar.Add(result.Faults[0].Text, Severity.Error);
            }
        }
        finally
        {
            _deleting = false;
        }

        await _table.ReloadServerData();
    }

    private async Task RestoreAsync(HolidayRow row)
    {
        var result = await save.RunAsync(await ActorAsync(), new HolidayForm(null, row.Date, row.Name, row.CityCode, row.ReceptionId), CancellationToken.None);
        snackbar.Add(result.Saved ? $"{row.Name} voltou ao calendário." : result.Faults[0].Text, result.Saved ? Severity.Success : Severity.Error);
        // The notice lives longer than the page: who has gone elsewhere still gets the holiday back.
        if (!_left.IsCancellationRequested) await _table.ReloadServerData();
    }

    private async Task<Actor> ActorAsync() => (await Authentication).User.ToActor();
}
