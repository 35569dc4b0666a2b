using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Papers;

/// <summary>Issues the technical report of a closed month (TR 5.8.2). It tells what closing froze and computes no figure anew.</summary>
public sealed class IssueTechnicalReport(IDbContextFactory<PortalDbContext> contexts, ContractDocuments documents, PaperArchive archive)
{
    /// <summary>Issues it, or finds the one that was issued from the same version.</summary>
    /// <param name="who">The fiscal officer; the caller has checked the role.</param>
    /// <param name="versionId">The closed version of the month.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task<ContractResult> RunAsync(Actor who, long versionId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.MonthVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId, cancellation) is not { } version)
            return ContractResult.Refuse("versao", "Esta versão da competência não existe. Volte ao mês e escolha uma versão da lista.");
        var facts = MonthFacts.Read(version.Facts);
        var proofs = await documents.LinesAsync([.. facts.Outages.Select(o => o.Exclusion?.DocumentId).OfType<long>()], cancellation);
        var data = Data(version, facts, proofs);
        var paper = await archive.IssueAsync(who, PaperKind.TechnicalReport, versionId, $"Relatório técnico de disponibilidade, {version.Month.Label}", data, cancellation);
        return ContractResult.Ok(paper.Id);
    }

    private static TechnicalReportData Data(MonthVersion version, MonthFacts facts, IReadOnlyDictionary<long, DocumentLine> proofs) => new(
        new(facts.Contract, facts.Process, facts.Contractor, facts.Cnpj),
        facts.Month, version.Number, version.At, version.ByName, version.Reason, version.Sha256,
        facts.Start, facts.End, facts.Result.PeriodSeconds, facts.Result.DownSeconds,
        facts.Result.Index, facts.Rule.Required, facts.Result.Met, facts.Result.Gap, BandText(facts), facts.Result.Discount,
        facts.Billed.Value, facts.Billed.IsEstimate, facts.Billed.Source, facts.Result.Glosa, facts.Rule.InWords,
        [.. facts.Memory.Select(m => new PaperStep(m.What, m.Formula, m.Value, m.Clause))],
        [.. facts.Outages.Select(o => Outage(o, proofs))],
        DownByDay(facts),
        [.. facts.Coverage.Select(c => new PaperCoverage(ServiceComponents.Find(c.Component)?.Label() ?? c.Component, c.Up, c.Degraded, c.Down, c.Ours, c.None))],
        [.. facts.Decisions.Select(d => new PaperDecision(d.Topic, d.ChoiceText, d.Reason, d.By, d.At))],
        facts.EvidenceHash);

    private static PaperOutage Outage(OutageFact outage, IReadOnlyDictionary<long, DocumentLine> proofs) => new(
        outage.Incident, ServiceComponents.Find(outage.Component)?.Label() ?? outage.Component, outage.Scope, outage.Start, outage.End,
        (decimal)new Period(outage.StretchStart, outage.StretchEnd).Ticks / TimeSpan.TicksPerSecond, outage.Counts, outage.Cause,
        outage.Exclusion is { } exclusion ? $"{exclusion.Ground}: {exclusion.Reason}" : null,
        outage.Exclusion?.DocumentId is { } proof ? proofs.GetValueOrDefault(proof)?.Sha256 : null, outage.Description);

    private static string BandText(MonthFacts facts) => facts.Result.Band switch
    {
        { Below: { } below } band => $"de {ContractText.Percent(band.AtLeast)} a menos de {ContractText.Percent(below)}: {ContractText.Percent(band.Discount)}",
        { } band => $"a partir de {ContractText.Percent(band.AtLeast)}: sem desconto",
        null => "lacuna do TR 5.7.1",
    };

    /// <summary>Counted seconds of each day of the month: the union of the frozen stretches, cut at midnight.</summary>
    private static decimal[] DownByDay(MonthFacts facts)
    {
        _ = BillingMonth.TryParse(facts.Month, out var month);
        var judged = MonthAvailability.Of(
            month.Whole, new(facts.Start, facts.End),
            facts.Outages.Where(o => o.Counts).Select(o => new Outage(o.StretchStart, o.StretchEnd, default, default)), AvailabilityRule.Signed);
        return [.. Enumerable.Range(0, month.Days).Select(day =>
        {
            var whole = new Period(ContractTime.StartOf(month.FirstDay.AddDays(day)), ContractTime.StartOf(month.FirstDay.AddDays(day + 1)));
            return (decimal)judged.Stretches.Sum(s => s.Within(whole).Ticks) / TimeSpan.TicksPerSecond;
        })];
    }
}
