namespace Dpemt.Portal.Contract.Sanctions;

/// <summary>One line of a calculation.</summary>
/// <param name="Text">What is computed, Portuguese.</param>
/// <param name="Amount">Its result in R$; null for a remark.</param>
public sealed record CalculationLine(string Text, decimal? Amount = null);

/// <summary>What a calculator proposes. It never acts: a person decides, after the contractor was heard (Lei 14.133/2021, arts. 156 a 158).</summary>
/// <param name="Lowest">Lowest amount in R$; equal to <paramref name="Highest"/> when the clause leaves no choice.</param>
/// <param name="Highest">Highest amount in R$.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Memory">The calculation, step by step.</param>
/// <param name="Remarks">What else has to be known, with clauses.</param>
public sealed record FineProposal(decimal Lowest, decimal Highest, string Clause, IReadOnlyList<CalculationLine> Memory, IReadOnlyList<string> Remarks)
{
    /// <summary>True when the clause gives one amount.</summary>
    public bool IsExact => Lowest == Highest;
}
