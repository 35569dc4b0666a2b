using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Contract.Months;

/// <summary>What a clause would allow. Never acted upon: a person weighs it in a procedure of its own.</summary>
/// <param name="Clause">Where it stands.</param>
/// <param name="Text">In Portuguese.</param>
public sealed record SanctionProposal(string Clause, string Text);

/// <summary>The months under the SLA within twelve, with what TR 5.7.2 and 27 would allow.</summary>
/// <param name="Until">The last month looked at.</param>
/// <param name="Broken">Months under the SLA, oldest first; one that runs is among them when it can no longer be met.</param>
/// <param name="Critical">Total outages that lasted longer than the longest restoration (TR 5.6.1).</param>
/// <param name="Proposals">In order of weight.</param>
public sealed record Recurrence(BillingMonth Until, IReadOnlyList<YearMonth> Broken, int Critical, IReadOnlyList<SanctionProposal> Proposals)
{
    /// <summary>Number of months looked at.</summary>
    public const int Months = 12;

    private const decimal OtherFinePercent = 2m;
    private const decimal LowestBand = 95m;

    /// <summary>Judges twelve months.</summary>
    public static Recurrence Of(BillingMonth until, IEnumerable<YearMonth> months, int critical, ContractTerms terms)
    {
        List<YearMonth> broken = [.. months.Where(m => m.Broken).OrderBy(m => m.Month)];
        return new(until, broken, critical, [.. Propose(broken, critical, terms)]);
    }

    private static IEnumerable<SanctionProposal> Propose(List<YearMonth> broken, int critical, ContractTerms terms)
    {
        if (broken.Count == 0 && critical == 0)
            yield break;
        if (broken.Count > 0)
            yield return new("TR 5.6.2", "Descumprir o nível mínimo é inadimplemento contratual. O desconto do TR 5.7.1 não impede outras sanções.");
        yield return new("TR 27.2", "Advertência: inexecução parcial sem prejuízo ou dano à Administração, ou descumprimento de pequena relevância.");
        if (broken.Count < 2 && critical == 0 && broken.All(m => m.Index >= LowestBand))
            yield break;
        if (broken.Count >= 2)
            yield return new("TR 5.7.2", $"Reincidência: {broken.Count} competências abaixo do SLA em doze meses. Podem ser aplicadas advertência, multa, suspensão ou rescisão.");
        if (critical > 0)
        {
            yield return new(
                "TR 5.7.2",
                $"Indisponibilidade crítica: {(critical == 1 ? "uma interrupção total passou" : $"{critical} interrupções totais passaram")} de {terms.RestoreWithin.TotalHours:0.#} h. "
                + "Cabe sanção adicional se comprometeu o atendimento institucional.");
        }

        foreach (var month in broken.Where(m => m.Index < LowestBand))
            yield return new("TR 5.7.1", $"{month.Month.Label}: índice abaixo de 95 %, desconto “sem prejuízo de outras sanções”.");
        var most = decimal.Round(terms.EstimatedTotal * OtherFinePercent / 100m, 2, MidpointRounding.AwayFromZero);
        yield return new("TR 27.5", $"Multa não prevista no instrumento: até 2 % do valor atualizado do contratado, hoje até {ContractText.Money(most)}, por ocorrência (TR 27.4).");
        yield return new("TR 27.9.1", "Impedimento de licitar e contratar por até 3 anos: só se a inexecução parcial causou grave dano, comprovado em processo próprio.");
        yield return new("TR 5.7.3.3", "Rescisão por inexecução (Lei 14.133/2021, art. 137): reservada a casos de gravidade máxima (TR 27.19.2.2).");
    }
}
