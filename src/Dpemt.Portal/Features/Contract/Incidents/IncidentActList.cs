using System.Globalization;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Web.Features.Contract.Incidents;

/// <summary>One button of the page.</summary>
public sealed record OfferedAct(string Label, Act Act);

/// <summary>What can be done with an incident as it stands, with what follows from it in words.</summary>
public sealed class IncidentActList(CountingActs counting, EndIncident end, AnnotateIncident annotate, SplitIncident split, JoinIncidents join, WithdrawIncident withdraw)
{
    internal const string Reason = "Motivo";

    /// <summary>The acts that are open now, the likeliest first.</summary>
    public IEnumerable<OfferedAct> For(IncidentPicture picture, Actor who, DateTimeOffset now)
    {
        var incident = picture.Incident;
        if (incident.State == IncidentState.Open)
            yield return End(incident, who, now);
        if (incident.Stands)
        {
            foreach (var act in counting.For(incident, who))
                yield return act;
        }

        yield return Annotate(incident, who);
        if (!incident.Stands)
            yield break;
        yield return Split(incident, who);
        if (picture.Neighbours.Count > 0)
            yield return Join(picture, who);
        yield return Withdraw(incident, who);
    }

    private OfferedAct End(Incident incident, Actor who, DateTimeOffset now) => new("Encerrar", new Act(
        $"Encerrar o incidente {incident.Id}", "Encerrar", input => end.RunAsync(who, incident.Id, incident.Version, input.Instant!.Value, input.Reason, CancellationToken.None))
    {
        Lead = "O fim é o primeiro instante em que o serviço voltou a funcionar.",
        Instant = "Fim",
        InstantProposed = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)),
        Reason = "Como se soube (opcional)",
        ReasonOptional = true,
    });

    private OfferedAct Annotate(Incident incident, Actor who) => new("Anotar", new Act(
        $"Anotar no incidente {incident.Id}", "Anotar", input => annotate.RunAsync(who, incident.Id, input.Reason, input.Document, CancellationToken.None))
    {
        Reason = "Anotação",
        Document = "Documento (opcional)",
    });

    private OfferedAct Split(Incident incident, Actor who) => new("Dividir", new Act(
        $"Dividir o incidente {incident.Id}", "Dividir", input => split.RunAsync(who, incident.Id, incident.Version, input.Instant!.Value, input.Reason, CancellationToken.None))
    {
        Lead = "Ficam dois incidentes, antes e depois do instante, cada um com sua causa e sua exclusão. O tempo de indisponibilidade não muda.",
        Instant = "Instante da divisão",
        Reason = Reason,
    });

    private OfferedAct Join(IncidentPicture picture, Actor who) => new("Unir", new Act(
        $"Unir o incidente {picture.Incident.Id} a outros", "Unir", input => join.RunAsync(
            who, [new(picture.Incident.Id, picture.Incident.Version), .. picture.Neighbours.Where(n => input.Chosen.Contains(Key(n))).Select(n => new SeenIncident(n.Id, n.Version))],
            input.Reason, CancellationToken.None))
    {
        Lead = "Fica um só incidente no lugar dos escolhidos. O tempo de indisponibilidade não muda.",
        ChoiceLegend = "Incidentes que se tocam ou se sobrepõem",
        ManyChoices = true,
        Choices = [.. picture.Neighbours.Select(n => new ActChoice(Key(n), $"Incidente {n.Id}, desde {Dpemt.Portal.Contract.ContractTime.Local(n.StartAt):dd/MM/yyyy HH:mm:ss}", n.Description))],
        Reason = Reason,
    });

    private OfferedAct Withdraw(Incident incident, Actor who) => new("Retirar", new Act(
        $"Retirar o incidente {incident.Id}", "Retirar", input => withdraw.RunAsync(who, incident.Id, incident.Version, input.Reason, null, CancellationToken.None))
    {
        Lead = "Só para o que foi registrado por engano: deixa de contar e não volta. Se a indisponibilidade existiu, mas não é imputável à contratada, use “Excluir do cálculo”.",
        Reason = Reason,
    });

    private static string Key(Incident incident) => incident.Id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The acts that decide whether an incident counts, and against whom.</summary>
public sealed class CountingActs(AttributeCause attribute, ExcludeIncident exclude, IncludeIncident include)
{
    private static readonly IncidentCause[] Causes =
        [IncidentCause.Serpro, IncidentCause.Meta, IncidentCause.DpemtNetwork, IncidentCause.Portal, IncidentCause.Undetermined];

    internal IEnumerable<OfferedAct> For(Incident incident, Actor who)
    {
        yield return new("Atribuir causa", new Act($"Causa do incidente {incident.Id}", "Atribuir", input => attribute.RunAsync(
            who, incident.Id, incident.Version, Enum.Parse<IncidentCause>(input.Choice), input.Reason, input.Document, CancellationToken.None))
        {
            Lead = $"Hoje: {incident.Cause.Label()}. A causa sozinha não tira o incidente do cálculo.",
            ChoiceLegend = "De quem foi a falha",
            Choices = [.. Causes.Where(c => c != incident.Cause).Select(c => new ActChoice(c.ToString(), c.Label(), c.Consequence()))],
            Reason = IncidentActList.Reason,
            Document = "Documento (opcional)",
        });
        yield return incident.Excluded is null ? Exclude(incident, who) : Include(incident, who);
    }

    private OfferedAct Exclude(Incident incident, Actor who) => new("Excluir do cálculo", new Act($"Excluir o incidente {incident.Id} do cálculo", "Excluir do cálculo", input => exclude.RunAsync(
        who, incident.Id, incident.Version, Enum.Parse<ExclusionGround>(input.Choice), input.Reason, input.Document, CancellationToken.None))
    {
        Lead = "O incidente continua registrado e visível, mas seu tempo deixa de contar, salvo o que outro incidente também cobre. O documento que comprova é obrigatório.",
        ChoiceLegend = "Fundamento",
        Choices =
        [
            new(nameof(ExclusionGround.ForceMajeure), ExclusionGround.ForceMajeure.Label(), "Falha da Meta ou de outro terceiro, sem prova de força maior, não basta."),
            new(nameof(ExclusionGround.OwnCause), ExclusionGround.OwnCause.Label(), "Pede antes a causa “rede da DPEMT” ou “este portal”."),
        ],
        Reason = IncidentActList.Reason,
        Document = "Documento que comprova",
    });

    private OfferedAct Include(Incident incident, Actor who) => new("Incluir de novo", new Act($"Incluir o incidente {incident.Id} de novo no cálculo", "Incluir de novo", input => include.RunAsync(
        who, incident.Id, incident.Version, input.Reason, input.Document, CancellationToken.None))
    {
        Lead = "O tempo do incidente volta a contar. A exclusão e o seu documento ficam na linha do tempo.",
        Reason = IncidentActList.Reason,
        Document = "Documento (opcional)",
    });
}
