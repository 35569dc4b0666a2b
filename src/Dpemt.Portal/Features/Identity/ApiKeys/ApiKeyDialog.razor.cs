using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Identity.ApiKeys;

/// <summary>Makes a key and shows it once.</summary>
public sealed partial class ApiKeyDialog(CreateApiKey create)
{
    private readonly FormState _state = new();
    private readonly HashSet<string> _scopes = [];
    private string? _name = "";
    private string? _secret;
    private ElementReference _warning;
    private bool _told;

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_secret is null || _told) return;
        _told = true;
        await _warning.FocusAsync();
    }

    private void Toggle(string scope, ChangeEventArgs change)
    {
        if (change.Value is true) _scopes.Add(scope);
        else _scopes.Remove(scope);
    }

    private async Task CreateAsync() => await _state.SaveAsync(async () =>
    {
        var made = await create.RunAsync(_name ?? "", _scopes, Actor, CancellationToken.None);
        _secret = made.Secret;
        return new SaveResult(made.Refusal is { } refusal ? [new FieldFault("", refusal)] : []);
    });
}
