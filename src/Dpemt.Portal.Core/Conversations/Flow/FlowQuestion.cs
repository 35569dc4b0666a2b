namespace Dpemt.Portal.Conversations.Flow;

/// <summary>A question with its choices, before it is fitted into a bubble.</summary>
internal sealed record FlowQuestion(FlowStep Step, string Text, IReadOnlyList<FlowChoice> Choices, bool PreferList = false)
{
    public Bubble ToBubble(IReadOnlyList<string> lead, string listLabel)
    {
        var isList = Choices.Count > Bubble.MaxButtons || (PreferList && Choices.Count > 0) || Choices.Any(c => c.Title.Length > Bubble.ButtonTitleMaxLength);
        var room = Choices.Count == 0 ? Bubble.PlainMaxLength : Bubble.InteractiveMaxLength;
        var question = FlowTurn.Cut(Text, room);
        var before = string.Join("\n\n", lead);
        var text = before.Length == 0 || room - question.Length < 10 ? question : FlowTurn.Cut(before, room - question.Length - 2) + "\n\n" + question;
        var options = Choices.Take(isList ? Bubble.MaxRows : Bubble.MaxButtons).Select(c => ToOption(c, isList)).DistinctBy(o => o.Title).ToList();
        return new Bubble(text, options, isList ? listLabel : null);
    }

    private BubbleOption ToOption(FlowChoice choice, bool isList)
    {
        var title = FlowTurn.Cut(choice.Title, isList ? Bubble.RowTitleMaxLength : Bubble.ButtonTitleMaxLength);
        var description = isList ? choice.Description ?? (title == choice.Title ? null : choice.Title) : null;
        return new BubbleOption($"{Step}/{choice.Value}", title, description is null ? null : FlowTurn.Cut(description, Bubble.RowDescriptionMaxLength));
    }
}

/// <summary>One possible answer.</summary>
/// <param name="Value">What it means to the step.</param>
/// <param name="Title">What the citizen reads.</param>
/// <param name="Description">Second line of a row.</param>
/// <param name="Yes">"sim" means this one.</param>
/// <param name="No">"não" means this one.</param>
internal sealed record FlowChoice(string Value, string Title, string? Description = null, bool Yes = false, bool No = false);
