using Dpemt.Portal.Conversations;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Forms;

/// <summary>What a form knows of its own saving: pending or not, and what was refused. What was typed stays with the form.</summary>
public sealed class FormState
{
    /// <summary>All that was refused, in the order of the form.</summary>
    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>The server is working on it; a second click does nothing.</summary>
    public bool Pending { get; private set; }

    /// <summary>What is wrong with one field; null when nothing is.</summary>
    public string? this[string field] =>
        Faults.Where(fault => fault.Field == field).Select(fault => fault.Text).ToList() is { Count: > 0 } texts ? string.Join(' ', texts) : null;

    /// <summary>Shows faults that were found before asking the server.</summary>
    public void Refuse(IReadOnlyList<FieldFault> faults) => Faults = faults;

    /// <summary>Saves once, however often it is clicked. The number of the saved line when it was done; null when it was refused or is under way.</summary>
    public async Task<SaveResult?> SaveAsync(Func<Task<SaveResult>> save)
    {
        if (Pending) return null;
        Pending = true;
        try
        {
            var result = await save();
            Faults = result.Faults;
            return result.Saved ? result : null;
        }
        finally
        {
            Pending = false;
        }
    }
}
