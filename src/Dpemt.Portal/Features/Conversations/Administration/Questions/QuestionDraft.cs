using Dpemt.Portal.Conversations.Services;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Questions;

/// <summary>A frequent question while it is typed.</summary>
public sealed class QuestionDraft
{
    private readonly int? _id;

    public QuestionDraft(FrequentQuestionForm? form)
    {
        if (form is null) return;
        (_id, Question, Keywords, Answer, AnswerWithReception, Active) =
            (form.Id, form.Question, form.Keywords, form.Answer, form.AnswerWithReception, form.Active);
    }

    public string? Question { get; set; } = "";

    public string? Keywords { get; set; } = "";

    public string? Answer { get; set; } = "";

    public string? AnswerWithReception { get; set; }

    public bool Active { get; set; } = true;

    /// <summary>The text that a preview shows: the one with the reception when there is one.</summary>
    public string? Shown => string.IsNullOrWhiteSpace(AnswerWithReception) ? Answer : AnswerWithReception;

    public FrequentQuestionForm ToForm() => new(_id, Question ?? "", Keywords ?? "", Answer ?? "", AnswerWithReception, Active);
}
