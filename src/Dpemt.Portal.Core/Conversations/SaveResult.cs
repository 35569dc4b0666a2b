using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Conversations;

/// <summary>One thing that is wrong with a form.</summary>
/// <param name="Field">Name of the form's member.</param>
/// <param name="Text">What is wrong and what to do, in Portuguese.</param>
public sealed record FieldFault(string Field, string Text);

/// <summary>What saving or deleting a line of a kept table answers.</summary>
/// <param name="Faults">All that is wrong; empty when it was done.</param>
/// <param name="Id">Number of the line that was saved.</param>
/// <param name="Conflict">Somebody else changed the line meanwhile: nothing was saved; else null.</param>
public sealed record SaveResult(IReadOnlyList<FieldFault> Faults, int? Id = null, EditConflict? Conflict = null)
{
    /// <summary>True when it was done.</summary>
    public bool Saved => Faults.Count == 0 && Conflict is null;

    internal static SaveResult Ok(int? id = null) => new([], id);

    internal static SaveResult Fault(string field, string text) => new([new FieldFault(field, text)]);
}

/// <summary>A page of a kept table.</summary>
/// <param name="Rows">The lines.</param>
/// <param name="Total">Lines that fit the search, on all pages.</param>
public sealed record TablePage<T>(IReadOnlyList<T> Rows, int Total);

/// <summary>What is asked of a kept table.</summary>
/// <param name="Search">Words that a line must contain; null for all.</param>
/// <param name="Skip">Lines before the page.</param>
/// <param name="Take">Lines of the page, 1 to 200.</param>
public sealed record TableQuery(string? Search = null, int Skip = 0, int Take = 50);
