namespace Dpemt.Portal.Contract.Measuring;

/// <summary>One probe as the rule sees it.</summary>
/// <param name="StartedAt">When it was sent; probes of one component are told apart by it.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Outcome">What it says.</param>
public readonly record struct ProbePoint(DateTimeOffset StartedAt, TimeSpan Took, ProbeOutcome Outcome)
{
    /// <summary>When its answer was in, or given up.</summary>
    public DateTimeOffset EndedAt => StartedAt + Took;
}

/// <summary>Where the rule stands after some probes of one component.</summary>
/// <param name="LastAt">Start of the last probe.</param>
/// <param name="Failures">Failures in a row, while no outage is open.</param>
/// <param name="FirstFailedAt">Start of the first of them.</param>
/// <param name="LastFailedEnd">End of the last failed probe.</param>
/// <param name="Goods">Good probes in a row, while an outage is open.</param>
/// <param name="FirstGoodAt">Start of the first of them.</param>
/// <param name="DownSince">Start of the open outage.</param>
public sealed record OutageRun(
    DateTimeOffset? LastAt = null, int Failures = 0, DateTimeOffset? FirstFailedAt = null, DateTimeOffset? LastFailedEnd = null,
    int Goods = 0, DateTimeOffset? FirstGoodAt = null, DateTimeOffset? DownSince = null);

/// <summary>What one probe changed: first an outage may end, then another may open.</summary>
public sealed record OutageStep(OutageRun Run, DateTimeOffset? EndedAt = null, DateTimeOffset? OpenedAt = null);

/// <summary>
/// When probes make an outage (domain "Availability of a month"). Pure; versioned, since closed months rest on it.
/// Whatever is not proven ends the counting instead of going on: a failure of our own never adds a moment.
/// </summary>
/// <param name="FailuresToOpen">Failed probes in a row that open an outage.</param>
/// <param name="SuccessesToEnd">Good probes in a row that end it.</param>
/// <param name="LongestGap">Longest time between two probes without a break in the evidence.</param>
public sealed record OutageRule(int FailuresToOpen, int SuccessesToEnd, TimeSpan LongestGap)
{
    /// <summary>Name of this rule; a change of what follows from the same probes is a new version.</summary>
    public const string Version = "Medição v1";

    /// <summary>The rule of the settings.</summary>
    public static OutageRule Of(MeasuringOptions options) => new(options.FailuresToOpen, options.SuccessesToEnd, TimeSpan.FromSeconds(options.LongestGapSeconds));

    /// <summary>Version and figures, as kept with each outage and each day of evidence.</summary>
    public string Name => FormattableString.Invariant($"{Version} ({FailuresToOpen}/{SuccessesToEnd}, {LongestGap.TotalSeconds:0} s)");

    /// <summary>Goes on by one probe. One that is not later than the last is ignored: late and doubled ones change nothing.</summary>
    public OutageStep Next(OutageRun run, ProbePoint probe)
    {
        if (probe.StartedAt <= run.LastAt)
            return new(run);
        DateTimeOffset? ended = null;
        var broken = probe.StartedAt - run.LastAt > LongestGap || probe.Outcome is ProbeOutcome.OursFailed or ProbeOutcome.Refused;
        if (broken)
        {
            // From here on nothing was proven: the outage reaches to where it was proven last.
            ended = run.DownSince is null ? null : run.FirstGoodAt ?? run.LastFailedEnd;
            run = new();
        }

        run = run with { LastAt = probe.StartedAt };
        return probe.Outcome switch
        {
            ProbeOutcome.Good or ProbeOutcome.Slow => Good(run, probe, ended),
            ProbeOutcome.Failed => Failed(run, probe, ended),
            ProbeOutcome.NoToken when run.DownSince is not null => new(run, ended),
            _ => new(new(LastAt: probe.StartedAt), ended),
        };
    }

    private OutageStep Good(OutageRun run, ProbePoint probe, DateTimeOffset? ended)
    {
        if (run.DownSince is null)
            return new(new(LastAt: probe.StartedAt), ended);
        var first = run.FirstGoodAt ?? probe.StartedAt;
        return run.Goods + 1 < SuccessesToEnd
            ? new(run with { Goods = run.Goods + 1, FirstGoodAt = first }, ended)
            : new(new(LastAt: probe.StartedAt), first);
    }

    private OutageStep Failed(OutageRun run, ProbePoint probe, DateTimeOffset? ended)
    {
        run = run with { Goods = 0, FirstGoodAt = null, LastFailedEnd = probe.EndedAt };
        if (run.DownSince is not null)
            return new(run, ended);
        run = run with { Failures = run.Failures + 1, FirstFailedAt = run.FirstFailedAt ?? probe.StartedAt };
        return run.Failures < FailuresToOpen
            ? new(run, ended)
            : new(run with { Failures = 0, FirstFailedAt = null, DownSince = run.FirstFailedAt }, ended, run.FirstFailedAt);
    }

    /// <summary>All outages of some probes, in any order and with doubles; the last may have no end.</summary>
    public IReadOnlyList<(DateTimeOffset Start, DateTimeOffset? End)> Outages(IEnumerable<ProbePoint> probes)
    {
        var found = new List<(DateTimeOffset Start, DateTimeOffset? End)>();
        var run = new OutageRun();
        foreach (var probe in probes.OrderBy(p => p.StartedAt))
        {
            var step = Next(run, probe);
            if (step.EndedAt is { } end)
                found[^1] = (found[^1].Start, end);
            if (step.OpenedAt is { } start)
                found.Add((start, null));
            run = step.Run;
        }

        return found;
    }

    /// <summary>The rule in words, for the screen and papers.</summary>
    public IReadOnlyList<string> InWords =>
    [
        $"Uma queda começa quando {FailuresToOpen} sondas seguidas falham e conta desde o início da primeira que falhou.",
        $"Ela termina quando {SuccessesToEnd} sondas seguidas dão certo e conta até o início da primeira que deu certo.",
        "Falha é não haver resposta dentro do tempo, ou uma resposta que diz que o serviço está fora (HTTP 5xx).",
        "Quando uma sonda falha, a sonda de controle confere o nosso lado. Se ela também falha, a falha é nossa: não abre queda e encerra na hora a contagem da que estiver aberta, no ponto da última falha provada.",
        $"Mais de {LongestGap.TotalSeconds:0} s sem sonda (portal ou banco de dados parados) também encerram a contagem no ponto da última falha provada. O tempo sem medição aparece como “sem evidência” e não é indisponibilidade.",
        "Sem token, os outros componentes não podem ser perguntados: isso não abre queda neles, e a queda que já estava aberta continua até que respondam. A falta do token conta na autenticação.",
        "Uma recusa da nossa credencial ou da pergunta (HTTP 4xx inesperado) não prova nada: aparece como “recusada”, sem contar.",
        "Resposta certa depois do limite de tempo, ou falha isolada, é “degradado”: aparece e não conta.",
        "O minuto recebe o estado que ocupou a maior parte dele; cada sonda vale até a seguinte, no máximo por dois intervalos. O índice do mês não usa minutos: usa o tempo exato das quedas.",
        "A queda é total quando autenticação, envio e recebimento estão fora ao mesmo tempo; senão é parcial. As duas contam (TR 5.7.1).",
        "O tráfego real (aceitas, entregues, falhas, recebidas) aparece ao lado e pode confirmar. Silêncio de mensagens recebidas contra o costume da mesma hora abre uma suspeita, que só uma pessoa transforma em incidente.",
    ];
}
