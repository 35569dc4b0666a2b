using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Forms;

/// <summary>What a form knows of its own saving: pending or not, what was refused, who was faster. What was typed stays with the form.</summary>
public sealed partial class FormState
{
    /// <summary>All that was refused, in the order of the form.</summary>
    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>What the database failed with at the last try, for the log; null when it did not.</summary>
    public Exception? DatabaseFault { get; private set; }

    /// <summary>Somebody else changed the line meanwhile; null when nobody did, or the person has decided.</summary>
    public EditConflict? Conflict { get; private set; }

    /// <summary>The server is working on it; a second click does nothing.</summary>
    public bool Pending { get; private set; }

    /// <summary>What is wrong with one field; null when nothing is.</summary>
    public string? this[string field] =>
        Faults.Where(fault => fault.Field == field).Select(fault => fault.Text).ToList() is { Count: > 0 } texts ? string.Join(' ', texts) : null;

    /// <summary>Shows faults that were found before asking the server.</summary>
    public void Refuse(IReadOnlyList<FieldFault> faults) => Faults = faults;

    /// <summary>The line as the other person left it, of the type of the form. The conflict is over: the form loads it, or saves over it.</summary>
    public T Accept<T>()
    {
        var current = (T)(Conflict ?? throw new InvalidOperationException("There is no conflict.")).Current;
        Conflict = null;
        return current;
    }

    /// <summary>Saves once, however often it is clicked. The number of the saved line when it was done; null when it was refused or is under way.</summary>
    public async Task<SaveResult?> SaveAsync(Func<Task<SaveResult>> save)
    {
        if (Pending) return null;
        Pending = true;
        try
        {
            var result = await save();
            (Faults, Conflict, DatabaseFault) = (result.Faults, result.Conflict, null);
            return result.Saved ? result : null;
        }
        catch (Exception fault) when (Persistence.DatabaseFault.Is(fault))
        {
            DatabaseFault = fault;
            Faults = [new FieldFault("", "O banco de dados falhou e nada foi salvo. O que você digitou continua aqui: tente de novo em instantes.")];
            return null;
        }
        finally
        {
            Pending = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database failed while a form was saved; the person was asked to try again.")]
    internal static partial void LogNotSaved(ILogger logger, Exception fault);
}
