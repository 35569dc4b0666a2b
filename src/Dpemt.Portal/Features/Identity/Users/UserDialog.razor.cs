using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Users;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Identity.Users;

/// <summary>A saved user; the password is there only for a new one.</summary>
public sealed record UserDialogResult(string Name, string? TemporaryPassword);

public sealed partial class UserDialog(UserAdministration users)
{
    private readonly HashSet<string> _roles = [];
    private readonly HashSet<int> _receptions = [];
    private string _name = "";
    private string _email = "";
    private readonly FormState _state = new();
    private UserDetails? _loaded;
    private KeptText? _kept;

    /// <summary>The user to edit; null makes a new one.</summary>
    [Parameter]
    public UserRow? Row { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<ReceptionChoice> Receptions { get; set; } = [];

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private string DraftKey => $"usuario-{Row?.Id.ToString() ?? "novo"}";

    protected override void OnInitialized()
    {
        if (Row is not null) Load(new UserDetails(Row.DisplayName, Row.Email, Row.Roles, Row.ReceptionIds));
    }

    private void Load(UserDetails details)
    {
        _loaded = details;
        (_name, _email) = (details.DisplayName, details.Email);
        _roles.Clear();
        _roles.UnionWith(details.Roles);
        _receptions.Clear();
        _receptions.UnionWith(details.ReceptionIds);
    }

    private static void Toggle<T>(HashSet<T> chosen, T item, bool wanted)
    {
        if (wanted) chosen.Add(item);
        else chosen.Remove(item);
    }

    private async Task SaveAsync()
    {
        string? password = null;
        var saved = await _state.SaveAsync(async () =>
        {
            // Copies: the sets go on changing with the form.
            var details = new UserDetails(_name, _email, [.. _roles], [.. _receptions]);
            if (Row is not null)
            {
                var change = await users.Change.RunAsync(Actor, Row.Id, details, _loaded, CancellationToken.None);
                return new SaveResult(Faults(change.Refusal), Conflict: change.Conflict);
            }

            var made = await users.Create.RunAsync(Actor, details, null, CancellationToken.None);
            password = made.TemporaryPassword;
            return new SaveResult(Faults(made.Refusal));
        });
        if (saved is null) return;
        await _kept!.SettleAsync();
        Dialog.Close(new UserDialogResult(_name.Trim(), password));
    }

    private static IReadOnlyList<FieldFault> Faults(Refusal? refusal) => refusal is null ? [] : [new FieldFault("", refusal.Message)];

    private async Task CancelAsync()
    {
        await _kept!.SettleAsync();
        Dialog.Cancel();
    }

    private async Task ReloadAsync()
    {
        Load(_state.Accept<UserDetails>());
        await _kept!.SettleAsync();
    }

    private Task OverwriteAsync()
    {
        _loaded = _state.Accept<UserDetails>();
        return SaveAsync();
    }
}
