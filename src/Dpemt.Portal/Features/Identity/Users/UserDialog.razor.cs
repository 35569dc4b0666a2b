using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Users;
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
    private string? _refusal;
    private bool _saving;

    /// <summary>The user to edit; null makes a new one.</summary>
    [Parameter]
    public UserRow? Row { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<ReceptionChoice> Receptions { get; set; } = [];

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    protected override void OnInitialized()
    {
        if (Row is null) return;
        (_name, _email) = (Row.DisplayName, Row.Email);
        _roles.UnionWith(Row.Roles);
        _receptions.UnionWith(Row.ReceptionIds);
    }

    private static void Toggle<T>(HashSet<T> chosen, T item, bool wanted)
    {
        if (wanted) chosen.Add(item);
        else chosen.Remove(item);
    }

    private async Task SaveAsync()
    {
        if (_saving) return;
        _saving = true;
        try
        {
            var details = new UserDetails(_name, _email, _roles, _receptions);
            var result = Row is null
                ? await users.Create.RunAsync(Actor, details, null, CancellationToken.None)
                : new CreateUserResult(Row.Id, null, await users.Change.RunAsync(Actor, Row.Id, details, CancellationToken.None));
            _refusal = result.Refusal?.Message;
            if (_refusal is null) Dialog.Close(new UserDialogResult(_name.Trim(), result.TemporaryPassword));
        }
        finally
        {
            _saving = false;
        }
    }
}
