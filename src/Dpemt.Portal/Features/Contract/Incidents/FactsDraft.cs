using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;

namespace Dpemt.Portal.Web.Features.Contract.Incidents;

/// <summary>The facts of an incident while they are typed.</summary>
public sealed class FactsDraft
{
    public FactsDraft(Incident? incident)
    {
        if (incident is null)
            return;
        (Component, Scope, Description) = (incident.Component.Code(), incident.Scope.Code(), incident.Description);
        (Start, End) = (incident.StartAt, incident.EndAt);
    }

    public string Component { get; set; } = "";

    public string Scope { get; set; } = "";

    public DateTimeOffset? Start { get; set; }

    public DateTimeOffset? End { get; set; }

    public string Description { get; set; } = "";

    /// <summary>What is missing before the server is asked; null when nothing is.</summary>
    public string? Missing() => this switch
    {
        { Component: "" } => "Escolha o componente.",
        { Scope: "" } => "Escolha a abrangência.",
        { Start: null } => "Informe o início.",
        _ => null,
    };

    public IncidentForm ToForm() => new(ServiceComponents.Find(Component)!.Value, ServiceComponents.FindScope(Scope)!.Value, Start!.Value, End, Description);
}
