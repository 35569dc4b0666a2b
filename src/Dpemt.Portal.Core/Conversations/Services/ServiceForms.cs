namespace Dpemt.Portal.Conversations.Services;

/// <summary>A service as an administrator edits it.</summary>
/// <param name="Id">Its number; null for a new one.</param>
/// <param name="Area">Key of a legal area.</param>
/// <param name="Name">Name for citizens; at most 100 characters.</param>
/// <param name="Keywords">Phrases that point to it, separated by commas; a star at the end of a word stands for any ending.</param>
/// <param name="SelfService">It can be done in the app.</param>
/// <param name="OpenLink">Opens it in the app; needed for self-service.</param>
/// <param name="InstallLinkAndroid">Installs the app on Android.</param>
/// <param name="InstallLinkIPhone">Installs the app on an iPhone.</param>
/// <param name="Documents">What to bring, one thing a line.</param>
/// <param name="Active">Used by the bot.</param>
public sealed record ServiceForm(
    int? Id, string Area, string Name, string Keywords, bool SelfService, string? OpenLink, string? InstallLinkAndroid, string? InstallLinkIPhone,
    string? Documents, bool Active);

/// <summary>A frequent question as an administrator edits it.</summary>
/// <param name="Id">Its number; null for a new one.</param>
/// <param name="Question">Name in lists; at most 200 characters.</param>
/// <param name="Keywords">What citizens write, separated by commas.</param>
/// <param name="Answer">The answer; at most 600 characters, since the bot cuts longer ones.</param>
/// <param name="AnswerWithReception">The answer once the reception is known, with {recepcao}, {endereco}, {horario}; may be empty.</param>
/// <param name="Active">Used by the bot.</param>
public sealed record FrequentQuestionForm(int? Id, string Question, string Keywords, string Answer, string? AnswerWithReception, bool Active);

/// <summary>A text of the bot in the list and in its editor.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="When">When it is said.</param>
/// <param name="Text">What the bot says now.</param>
/// <param name="Default">What it says as delivered.</param>
/// <param name="Changed">An administrator has replaced it.</param>
/// <param name="MaxLength">Longest text.</param>
/// <param name="Placeholders">Fields that may be used, without braces.</param>
/// <param name="Mandatory">Fields that must be used.</param>
public sealed record FlowTextRow(
    string Key, string When, string Text, string Default, bool Changed, int MaxLength, IReadOnlyList<string> Placeholders, IReadOnlyList<string> Mandatory);
