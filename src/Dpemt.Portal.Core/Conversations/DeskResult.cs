namespace Dpemt.Portal.Conversations;

/// <summary>What an action of the desk answers: done, or an expected refusal with its reason.</summary>
/// <param name="Code">One of <see cref="DeskCodes"/>.</param>
/// <param name="Text">What to tell the person, in Portuguese.</param>
/// <param name="ConversationId">The conversation that it is about, when there is one.</param>
/// <param name="MessageId">The message that was queued, when one was.</param>
public sealed record DeskResult(string Code, string Text, Guid? ConversationId = null, long? MessageId = null)
{
    /// <summary>True when it was done.</summary>
    public bool Done => Code == DeskCodes.Done;

    internal static DeskResult Ok(string text, Guid? conversation = null, long? message = null) => new(DeskCodes.Done, text, conversation, message);
}

/// <summary>Stable codes of <see cref="DeskResult"/>.</summary>
public static class DeskCodes
{
    public const string Done = "feito";

    /// <summary>Unknown, or of a reception that the user may not see: both look the same.</summary>
    public const string NotFound = "conversa-nao-encontrada";
    public const string NotAllowed = "sem-permissao";
    public const string QueueEmpty = "fila-vazia";

    /// <summary>A colleague was faster; the text names her.</summary>
    public const string TakenByColleague = "ja-assumida";
    public const string NotAssignee = "nao-e-sua";
    public const string NotWaiting = "nao-esta-na-fila";
    public const string Closed = "conversa-encerrada";
    public const string WindowClosed = "janela-fechada";
    public const string Invalid = "dados-invalidos";
    public const string TemplateRefused = "modelo-recusado";
    public const string Busy = "tente-de-novo";
}

internal static class DeskErrors
{
    internal static readonly DeskResult NotFound = new(DeskCodes.NotFound, "Esta conversa não existe ou é de uma recepção à qual você não tem acesso.");
    internal static readonly DeskResult NotAllowed = new(DeskCodes.NotAllowed, "Seu usuário não atende em nenhuma recepção. Peça ao CDI para ligar você a uma recepção.");
    internal static readonly DeskResult SupervisorOnly = new(DeskCodes.NotAllowed, "Só a supervisão pode fazer isso.");
    internal static readonly DeskResult QueueEmpty = new(DeskCodes.QueueEmpty, "Ninguém está esperando nas suas recepções agora.");
    internal static readonly DeskResult NotWaiting = new(DeskCodes.NotWaiting, "Esta conversa não está mais na fila.");
    internal static readonly DeskResult Closed = new(DeskCodes.Closed, "Esta conversa já foi encerrada.");
    internal static readonly DeskResult Busy = new(DeskCodes.Busy, "A conversa mudou enquanto você agia. Confira a tela e tente de novo.");
    internal static readonly DeskResult WindowClosed = new(DeskCodes.WindowClosed,
        "A janela de 24 horas fechou: o WhatsApp não entrega mais texto livre. Envie um modelo aprovado para retomar a conversa.");

    internal static DeskResult Taken(string name) => new(DeskCodes.TakenByColleague, $"{name} acabou de assumir esta conversa.");

    internal static DeskResult NotAssignee(string? name) => new(DeskCodes.NotAssignee, name is null
        ? "Assuma a conversa antes de responder."
        : $"Quem atende esta conversa é {name}. Só quem atende pode fazer isso.");

    internal static DeskResult Invalid(string text) => new(DeskCodes.Invalid, text);
}
