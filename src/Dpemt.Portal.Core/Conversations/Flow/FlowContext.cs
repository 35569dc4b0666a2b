namespace Dpemt.Portal.Conversations.Flow;

/// <summary>All that one step of the conversation may know besides its state. Built by the caller for each event.</summary>
public sealed record FlowContext
{
    /// <summary>The instant of the event, in local time of America/Cuiaba (UTC-4).</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Texts, areas, services, frequent questions, cities.</summary>
    public required FlowTables Tables { get; init; }

    /// <summary>Which reception takes a city and an area.</summary>
    public required IReceptionDirectory Receptions { get; init; }

    /// <summary>What is known of the citizen from before this conversation; null for a new one.</summary>
    public KnownCitizen? Citizen { get; init; }
}

/// <summary>What is known of a citizen from earlier conversations. It is confirmed, not asked again.</summary>
/// <param name="FirstName">As she calls herself, for the greeting; may come from the WhatsApp profile.</param>
/// <param name="Cpf">Eleven digits.</param>
/// <param name="Name">Full name.</param>
/// <param name="MotherName">Mother's full name.</param>
/// <param name="CityCode">IBGE code.</param>
public sealed record KnownCitizen(string? FirstName = null, string? Cpf = null, string? Name = null, string? MotherName = null, string? CityCode = null);

/// <summary>Finds the reception responsible for a city and an area, with the fallback reception when there is none of its own.</summary>
public interface IReceptionDirectory
{
    /// <summary>Never blocks: the caller loaded the receptions before.</summary>
    /// <param name="cityCode">IBGE code, or null when the city is not known.</param>
    /// <param name="area">Key of an area, or null when it is not known.</param>
    /// <returns>The reception, or null when there is none at all.</returns>
    ReceptionChoice? Resolve(string? cityCode, string? area);
}

/// <summary>A reception as the bot speaks of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name for citizens, such as "Núcleo de Rondonópolis".</param>
/// <param name="IsOpen">Somebody answers now.</param>
/// <param name="NextOpening">When somebody will, in words ("amanhã às 8h"); null when open or not known. See <c>OpeningCalendar.DescribeNextOpening</c>.</param>
/// <param name="Address">Street and number, for the frequent question; null when not kept.</param>
/// <param name="Hours">Opening hours in words, for the frequent question; null when not kept.</param>
public sealed record ReceptionChoice(int Id, string Name, bool IsOpen, string? NextOpening = null, string? Address = null, string? Hours = null);
