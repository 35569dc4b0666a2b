using Dpemt.Portal.Conversations.Desk;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.QuickReplies;

/// <summary>A quick reply while it is typed.</summary>
public sealed class QuickReplyDraft
{
    private readonly int? _id;

    public QuickReplyDraft(QuickReplyForm? form)
    {
        if (form is null) return;
        (_id, Shortcut, Text) = (form.Id, form.Shortcut, form.Text);
    }

    public string? Shortcut { get; set; } = "";

    public string? Text { get; set; } = "";

    /// <summary>The text as a citizen would get it, with an invented name, city and attendant.</summary>
    public string Preview => Dpemt.Portal.Conversations.Desk.QuickReplies.Fill(Text ?? "", "Maria", "Sinop", "Ana");

    public QuickReplyForm ToForm() => new(_id, Shortcut ?? "", Text ?? "");
}
