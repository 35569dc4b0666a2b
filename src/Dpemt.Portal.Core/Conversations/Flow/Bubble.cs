namespace Dpemt.Portal.Conversations.Flow;

/// <summary>One message as WhatsApp shows it: text, text with up to three buttons, or text with a list.</summary>
/// <param name="Text">The body.</param>
/// <param name="Options">Buttons, or rows when <paramref name="ListLabel"/> is set; empty for plain text.</param>
/// <param name="ListLabel">Label of the button that opens the list; null when the options are buttons or absent.</param>
public sealed record Bubble(string Text, IReadOnlyList<BubbleOption> Options, string? ListLabel = null)
{
    /// <summary>Longest body of plain text, in UTF-16 units (Meta, text message).</summary>
    public const int PlainMaxLength = 4096;

    /// <summary>Longest body beside buttons or a list.</summary>
    public const int InteractiveMaxLength = 1024;

    /// <summary>Most buttons in one bubble.</summary>
    public const int MaxButtons = 3;

    /// <summary>Most rows in one list, over all sections.</summary>
    public const int MaxRows = 10;

    /// <summary>Longest title of a button, and of the button that opens a list.</summary>
    public const int ButtonTitleMaxLength = 20;

    /// <summary>Longest title of a row.</summary>
    public const int RowTitleMaxLength = 24;

    /// <summary>Longest description of a row.</summary>
    public const int RowDescriptionMaxLength = 72;

    /// <summary>Longest id of an option: the smaller of the limits for buttons and rows.</summary>
    public const int OptionIdMaxLength = 200;

    /// <summary>True when the options are the rows of a list.</summary>
    public bool IsList => ListLabel is not null;

    /// <summary>The fault against WhatsApp's limits, in Portuguese, or null when the bubble may be sent.</summary>
    public string? FindFault()
    {
        if (Text.Trim().Length == 0)
            return "A mensagem está vazia.";
        if (Text.Length > (Options.Count == 0 ? PlainMaxLength : InteractiveMaxLength))
            return "A mensagem é longa demais.";
        if (Options.Count > (IsList ? MaxRows : MaxButtons))
            return "A mensagem tem opções demais.";
        if (IsList && (Options.Count == 0 || ListLabel!.Length is 0 or > ButtonTitleMaxLength))
            return "O botão da lista não tem tamanho válido.";
        if (Options.Select(o => o.Id).Distinct().Count() != Options.Count || Options.Select(o => o.Title).Distinct().Count() != Options.Count)
            return "Duas opções são iguais.";
        return Options.Select(FindFault).FirstOrDefault(fault => fault is not null);
    }

    private string? FindFault(BubbleOption option)
    {
        if (option.Id.Length is 0 or > OptionIdMaxLength)
            return "Uma opção não tem código válido.";
        if (option.Title.Trim().Length == 0 || option.Title.Length > (IsList ? RowTitleMaxLength : ButtonTitleMaxLength))
            return "O título de uma opção não tem tamanho válido.";
        return option.Description?.Length > (IsList ? RowDescriptionMaxLength : 0) ? "A descrição de uma opção é longa demais." : null;
    }
}

/// <summary>A button or a row.</summary>
/// <param name="Id">Comes back in <see cref="OptionChosen.Id"/>.</param>
/// <param name="Title">What the citizen reads and may also type.</param>
/// <param name="Description">Second line of a row; null for buttons.</param>
public sealed record BubbleOption(string Id, string Title, string? Description = null);
