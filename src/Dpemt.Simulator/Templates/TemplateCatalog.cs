using System.Globalization;
using System.Text.Json.Nodes;
using Dpemt.Simulator.Faults;

namespace Dpemt.Simulator.Templates;

/// <summary>The account's templates. A new one waits for Meta's review: it turns by itself when its time has come.</summary>
internal sealed class TemplateCatalog
{
    private readonly Lock _gate = new();
    private readonly List<Template> _templates = [];
    private readonly FaultSwitches _faults;
    private readonly TimeProvider _clock;
    private long _lastId = 300000000000000;

    public TemplateCatalog(FaultSwitches faults, TimeProvider clock)
    {
        (_faults, _clock) = (faults, clock);
        Reset();
    }

    public IReadOnlyList<Template> All
    {
        get
        {
            lock (_gate) return [.. _templates];
        }
    }

    public string StatusOf(Template template)
    {
        if (template.Seeded) return "APPROVED";
        if (_clock.GetUtcNow() < template.CreatedAt.AddMilliseconds(_faults.Current.ApprovalMs)) return "PENDING";
        return template.Rejected ? "REJECTED" : "APPROVED";
    }

    /// <summary>The approved pt_BR template of that name.</summary>
    public Template? Sendable(string name)
    {
        lock (_gate) return _templates.Find(template => template.Name == name && template.Language == "pt_BR" && StatusOf(template) == "APPROVED");
    }

    /// <summary>Null when the name exists in that language already.</summary>
    public Template? Create(string name, string category, string language, JsonArray components)
    {
        lock (_gate)
        {
            if (_templates.Exists(template => template.Name == name && template.Language == language)) return null;
            var created = new Template(NewId(), name, category, language, components, _clock.GetUtcNow()) { Rejected = _faults.Current.RejectTemplates };
            _templates.Add(created);
            return created;
        }
    }

    /// <summary>Removes a name in all its languages.</summary>
    public bool Delete(string name)
    {
        lock (_gate) return _templates.RemoveAll(template => template.Name == name) > 0;
    }

    public void Reset()
    {
        lock (_gate)
        {
            _templates.Clear();
            foreach (var (name, category, components) in SeededTemplates.All())
            {
                _templates.Add(new Template(NewId(), name, category, "pt_BR", components, _clock.GetUtcNow()) { Seeded = true });
            }
        }
    }

    private string NewId() => (++_lastId).ToString(CultureInfo.InvariantCulture);
}
