using System.Collections.Concurrent;
using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Citizens;

/// <summary>All citizens by canonical number. A number heard of for the first time becomes a citizen.</summary>
internal sealed class CitizenDirectory
{
    /// <summary>Invented people to play with; the numbers belong to nobody.</summary>
    private static readonly (string Phone, string Name)[] Demo =
    [
        ("5565999990001", "Maria Aparecida Souza"),
        ("5565999990002", "João Batista Ferreira"),
        ("5565999990003", "Ana Luíza Nogueira"),
        ("5565999990004", "Sebastião Ramos"),
        ("5566999990005", "Cleonice Pereira"),
        ("5566999990006", "Pedro Henrique Xavante"),
    ];

    private readonly SimulatorOptions _options;
    private readonly ConcurrentDictionary<string, Citizen> _citizens = new();

    public CitizenDirectory(SimulatorOptions options)
    {
        _options = options;
        AddDemo();
    }

    public IEnumerable<Citizen> All => _citizens.Values;

    public Citizen Of(string canonical) =>
        _citizens.GetOrAdd(canonical, static (phone, kept) => new Citizen(phone, $"Cidadão {phone[^4..]}", kept), _options.MessagesKept);

    public Citizen? Find(string canonical) => _citizens.GetValueOrDefault(canonical);

    public void Clear()
    {
        foreach (var citizen in _citizens.Values) citizen.Retired = true;
        _citizens.Clear();
        AddDemo();
    }

    private void AddDemo()
    {
        foreach (var (phone, name) in Demo) Of(phone).Name = name;
    }
}
