using Dpemt.Portal.Conversations.Services;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Services;

/// <summary>A service while it is typed.</summary>
public sealed class ServiceDraft
{
    private readonly int? _id;

    public ServiceDraft(ServiceForm? form)
    {
        if (form is null) return;
        (_id, Area, Name, Keywords, SelfService) = (form.Id, form.Area, form.Name, form.Keywords, form.SelfService);
        (OpenLink, InstallLinkAndroid, InstallLinkIPhone) = (form.OpenLink, form.InstallLinkAndroid, form.InstallLinkIPhone);
        (Documents, Active) = (form.Documents, form.Active);
    }

    public string? Area { get; set; } = "";

    public string? Name { get; set; } = "";

    public string? Keywords { get; set; } = "";

    public bool SelfService { get; set; }

    public string? OpenLink { get; set; }

    public string? InstallLinkAndroid { get; set; }

    public string? InstallLinkIPhone { get; set; }

    public string? Documents { get; set; }

    public bool Active { get; set; } = true;

    public ServiceForm ToForm() => new(
        _id, Area ?? "", Name ?? "", Keywords ?? "", SelfService, OpenLink, InstallLinkAndroid, InstallLinkIPhone, Documents, Active);
}
