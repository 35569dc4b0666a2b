using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract;

/// <summary>What an act of contract inspection answers: done, or refused by a rule and nothing was changed.</summary>
/// <param name="Refusal">The rule that stands against it, or null.</param>
/// <param name="Id">The record that was made or changed.</param>
/// <param name="Note">What the person must know besides, in Portuguese: for instance that a closed month asks for a new version.</param>
public sealed record ContractResult(Refusal? Refusal, long? Id = null, string? Note = null)
{
    /// <summary>True when it was done.</summary>
    public bool Done => Refusal is null;

    internal static ContractResult Ok(long? id = null, string? note = null) => new(null, id, note);

    internal static ContractResult Refuse(string code, string message) => new(new Refusal(code, message));
}
