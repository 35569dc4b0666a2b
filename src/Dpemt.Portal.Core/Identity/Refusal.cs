namespace Dpemt.Portal.Identity;

/// <summary>An act that the rules do not allow: nothing was changed.</summary>
/// <param name="Code">Stable name of the rule.</param>
/// <param name="Message">What to tell the person, in Portuguese.</param>
public sealed record Refusal(string Code, string Message);
