using System.Security.Cryptography;
using System.Text;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Months;

public sealed class CloseMonthTests : IAsyncLifetime
{
    private readonly MonthWorld _world = new();

    public Task InitializeAsync() => _world.WithContractAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Run_MonthThatRunsOrLiesOutside_IsRefused()
    {
        Assert.Equal("competencia-em-curso", (await _world.CloseAsync(month: new(2026, 8))).Refusal?.Code);
        Assert.Equal("fora-da-vigencia", (await _world.CloseAsync(month: new(2026, 5))).Refusal?.Code);
        Assert.Empty(await VersionsAsync());
    }

    [Fact]
    public async Task Run_IncidentStillOpen_IsRefusedUntilItEnded()
    {
        var id = await _world.AddAsync("2026-07-31 23:00", null);
        var refused = await _world.CloseAsync();
        Assert.Equal("incidente-aberto", refused.Refusal?.Code);
        Assert.Contains($"incidente {id} ", refused.Refusal!.Message, StringComparison.Ordinal);

        await _world.ChangeAsync(id, i => (i.EndAt, i.State) = (MonthWorld.At("2026-07-31 23:20"), Dpemt.Portal.Contract.Incidents.IncidentState.Ended));
        Assert.True((await _world.CloseAsync()).Done);
    }

    [Theory]
    [InlineData(DecisionTopics.NoDiscount, 0, 0)]
    [InlineData(DecisionTopics.BandBelow, 0.5, 94.52)]
    public async Task Run_Gap_NeedsADecisionAndTakesItsDiscount(string choice, decimal discount, decimal glosa)
    {
        await _world.AddAsync("2026-07-03 10:00", "2026-07-03 12:30");
        Assert.Equal("lacuna-sem-decisao", (await _world.CloseAsync()).Refusal?.Code);

        Assert.True((await _world.DecideAsync(DecisionTopics.Gap, choice, 0, MonthWorld.July)).Done);
        Assert.True((await _world.CloseAsync()).Done);
        var version = Assert.Single(await VersionsAsync());
        Assert.Equal((false, true, discount, glosa), (version.Met, version.Gap, version.Discount, version.Glosa));
        var facts = MonthFacts.Read(version.Facts);
        Assert.Equal((DecisionTopics.Gap, choice, "Fábio Fiscal"), facts.Decisions.Select(d => (d.Topic, d.Choice, d.By)).Single());
        Assert.Null(facts.Result.Band);

        Assert.True((await _world.DecideAsync(DecisionTopics.Gap, DecisionTopics.TakenBack, 1, MonthWorld.July)).Done);
        Assert.Equal("lacuna-sem-decisao", (await _world.CloseAsync("decisão retirada")).Refusal?.Code);
        Assert.Equal(glosa, Assert.Single(await VersionsAsync()).Glosa);
    }

    [Fact]
    public async Task Run_FactsAreFrozen_WithTheirHashAuditAndNotice()
    {
        var id = await _world.AddAsync("2026-07-03 10:00", "2026-07-03 14:00");
        var result = await _world.CloseAsync(seen: (await _world.ReadAsync()).FactsHash);

        var version = Assert.Single(await VersionsAsync());
        Assert.Equal((result.Id, 1, 99.4623m, 94.52m, true), (version.Id, version.Number, version.Index, version.Glosa, version.BilledIsEstimate));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version.Facts))), version.Sha256);
        var facts = MonthFacts.Read(version.Facts);
        Assert.Equal(version.Facts, facts.ToJson());
        Assert.Equal((id, 1, true), facts.Outages.Select(o => (o.Incident, o.Version, o.Counts)).Single());
        Assert.Equal((2_678_400m, 14_400m, 99.4623m, 94.52m), (facts.Result.PeriodSeconds, facts.Result.DownSeconds, facts.Result.Index, facts.Result.Glosa));
        Assert.Contains("\"indice\":\"99.4623\"", version.Facts, StringComparison.Ordinal);
        Assert.Contains("\"inicio\":\"2026-07-01T04:00:00Z\"", version.Facts, StringComparison.Ordinal);
        await using var db = await _world.OpenAsync();
        Assert.Equal("2026-07", await db.AuditEntries.Where(e => e.Action == AuditActions.MonthClosed).Select(e => e.SubjectId).SingleAsync());
        Assert.True(await db.Changes.AnyAsync(c => c.Topic == ChangeTopics.ContractMonth && c.Key == "2026-07"));
        Assert.Equal(MonthState.Closed, (await _world.ReadAsync()).State);
    }

    [Fact]
    public async Task Run_LaterCorrection_IsAVersionBesideTheFirst()
    {
        var id = await _world.AddAsync("2026-07-03 10:00", "2026-07-03 14:00");
        Assert.True((await _world.CloseAsync()).Done);
        var first = Assert.Single(await VersionsAsync());
        Assert.Equal("nada-mudou", (await _world.CloseAsync("de novo")).Refusal?.Code);

        await _world.ChangeAsync(id, i => i.EndAt = MonthWorld.At("2026-07-04 10:00"));
        Assert.Equal("motivo", (await _world.CloseAsync()).Refusal?.Code);
        Assert.Equal("fatos-mudaram", (await _world.CloseAsync("fim corrigido", first.Sha256)).Refusal?.Code);
        Assert.True((await _world.CloseAsync("fim corrigido pelo relatório")).Done);

        var versions = await VersionsAsync();
        Assert.Equal([(1, 94.52m, null), (2, 378.09m, "fim corrigido pelo relatório")], versions.Select(v => (v.Number, v.Glosa, v.Reason)));
        Assert.Equal((first.Facts, first.Sha256), (versions[0].Facts, versions[0].Sha256));
    }

    [Fact]
    public async Task Run_TwoPeopleAtOnce_OneIsTold()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _world.CloseAsync())));

        Assert.Single(results, r => r.Done);
        Assert.All(results.Where(r => !r.Done), r => Assert.Contains(r.Refusal!.Code, new[] { "fechada-por-outro", "nada-mudou" }));
        Assert.Single(await VersionsAsync());
    }

    [Fact]
    public async Task BilledValue_CorrectedWithReason_KeepsWhatWasThere()
    {
        await _world.AddAsync("2026-07-03 10:00", "2026-07-03 14:00");
        Assert.Equal("documento", (await _world.BillAsync(10_000m, 0, document: false)).Refusal?.Code);
        Assert.Equal("valor", (await _world.BillAsync(null, 0)).Refusal?.Code);
        Assert.Equal("valor", (await _world.BillAsync(1.005m, 0)).Refusal?.Code);
        Assert.True((await _world.BillAsync(10_000m, 0)).Done);
        Assert.Equal((50m, false), ((await _world.ReadAsync()).Glosa, (await _world.ReadAsync()).Billed.IsEstimate));

        Assert.Equal("registrado-por-outro", (await _world.BillAsync(11_000m, 0)).Refusal?.Code);
        Assert.Equal("motivo", (await _world.BillAsync(11_000m, 1)).Refusal?.Code);
        Assert.True((await _world.BillAsync(11_000m, 1, "faltava uma linha")).Done);
        Assert.Equal(55m, (await _world.ReadAsync()).Glosa);
        var history = await _world.Get<MonthHistory>().RunAsync(MonthWorld.July, default);
        Assert.Equal([(2, 11_000m, "faltava uma linha"), (1, 10_000m, null)], history.BilledValues.Select(v => (v.Number, v.Value, v.Reason)));
        Assert.Equal(history.BilledValues[1].Id, history.BilledValues[0].CorrectsId);
    }

    [Fact]
    public async Task Decision_WrongOrLate_IsRefused()
    {
        Assert.Equal("assunto", (await _world.DecideAsync("nada", "x", 0)).Refusal?.Code);
        Assert.Equal("assunto", (await _world.DecideAsync(DecisionTopics.Gap, DecisionTopics.NoDiscount, 0)).Refusal?.Code);
        Assert.Equal("leitura", (await _world.DecideAsync(DecisionTopics.RequiredIndex, "98", 0)).Refusal?.Code);
        Assert.Equal("fora-da-vigencia", (await _world.DecideAsync(DecisionTopics.Gap, DecisionTopics.NoDiscount, 0, new BillingMonth(2026, 5))).Refusal?.Code);
        Assert.Equal("nada-a-retirar", (await _world.DecideAsync(DecisionTopics.RequiredIndex, DecisionTopics.TakenBack, 0)).Refusal?.Code);
        Assert.True((await _world.DecideAsync("tier-period", DecisionTopics.AsUsed, 0)).Done);
        Assert.True((await _world.DecideAsync(DecisionTopics.RequiredIndex, DecisionTopics.SpecificClause, 0)).Done);
        Assert.Equal("decidida-por-outro", (await _world.DecideAsync(DecisionTopics.RequiredIndex, DecisionTopics.GeneralClause, 0)).Refusal?.Code);
        var form = new DecisionForm(DecisionTopics.RequiredIndex, null, DecisionTopics.GeneralClause, "conforme o despacho anexo", null, 1);
        Assert.Equal("documento", (await _world.Get<RecordDecision>().RunAsync(_world.Officer, form, default)).Refusal?.Code);
        Assert.Equal("motivo", (await _world.Get<RecordDecision>().RunAsync(_world.Officer, form with { Reason = "sim" }, default)).Refusal?.Code);
    }

    private async Task<List<MonthVersion>> VersionsAsync()
    {
        await using var db = await _world.OpenAsync();
        return await db.MonthVersions.AsNoTracking().OrderBy(v => v.Number).ToListAsync();
    }
}
