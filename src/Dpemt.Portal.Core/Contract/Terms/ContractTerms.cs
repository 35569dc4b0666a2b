using System.Globalization;
using System.Text.Json;
using Dpemt.Portal.Contract.Availability;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>An open question: the documents contradict themselves.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="What">What they say, in Portuguese.</param>
/// <param name="Use">What the portal uses unless a decision says otherwise.</param>
public sealed record Contradiction(string Id, string What, string Use);

/// <summary>What the availability chapters need of the contract's document; money in R$, percentages as numbers.</summary>
/// <param name="Process">Number of the administrative process.</param>
/// <param name="ContractorName">The contractor.</param>
/// <param name="ContractorCnpj">Its CNPJ.</param>
/// <param name="EstimatedTotal">Value of <paramref name="EstimateMonths"/> months (TR 7.1).</param>
/// <param name="EstimateMonths">Months that the estimate covers.</param>
/// <param name="Rule">How a month is judged (TR 5.6.1, 5.7.1).</param>
/// <param name="StartWithin">Longest time from ticket to start of attendance, critical incidents (TR 5.6.1).</param>
/// <param name="RestoreWithin">Longest time from ticket to restoration (TR 5.6.1).</param>
/// <param name="AppealDays">Days to appeal against a glosa after payment (TR 16.5).</param>
/// <param name="AnswerDays">Days to answer an appeal (TR 16.7).</param>
/// <param name="Contradictions">The open questions.</param>
public sealed record ContractTerms(
    string Process, string ContractorName, string ContractorCnpj, decimal EstimatedTotal, int EstimateMonths, AvailabilityRule Rule,
    TimeSpan StartWithin, TimeSpan RestoreWithin, int AppealDays, int AnswerDays, IReadOnlyList<Contradiction> Contradictions)
{
    /// <summary>One month's part of the estimated value, to cents: stands for a billed value that is not in yet, marked as an estimate.</summary>
    public decimal EstimatedMonth => decimal.Round(EstimatedTotal / EstimateMonths, 2, MidpointRounding.AwayFromZero);

    /// <summary>The document of the signed contract that comes with the portal.</summary>
    public static string SignedDocument { get; } = ReadSigned();

    /// <summary>Reads a document of the shape of <see cref="SignedDocument"/>.</summary>
    /// <exception cref="FormatException">Something is missing or contradicts itself; the text, in Portuguese, names the member.</exception>
    public static ContractTerms Read(string document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            var root = json.RootElement;
            var sla = root.GetProperty("sla");
            var glosa = root.GetProperty("glosa");
            var rule = RuleOf(root);
            Check(rule);
            return new(
                Text(root, "process"), Text(root.GetProperty("contractor"), "name"), Text(root.GetProperty("contractor"), "cnpj"),
                Number(root, "estimatedTotal")!.Value, root.GetProperty("estimatePeriodMonths").GetInt32(), rule,
                Duration(sla, "criticalStartWithin"), Duration(sla, "restoreWithin"),
                glosa.GetProperty("appealWithinDays").GetProperty("days").GetInt32(), glosa.GetProperty("answerAppealWithinDays").GetProperty("days").GetInt32(),
                [.. root.GetProperty("contradictions").EnumerateArray().Select(c => new Contradiction(Text(c, "id"), Text(c, "what"), Text(c, "use")))]);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            throw new FormatException("O arquivo não tem a forma esperada de um contrato: " + fault.Message, fault);
        }
    }

    /// <summary>Required index and bands as they stand, gaps and overlaps included: for checks that name them all.</summary>
    internal static AvailabilityRule ParseRule(string document)
    {
        using var json = JsonDocument.Parse(document);
        return RuleOf(json.RootElement);
    }

    private static AvailabilityRule RuleOf(JsonElement root) => AvailabilityRule.Signed with
    {
        Required = Number(root.GetProperty("sla"), "monthlyAvailabilityPercent")!.Value,
        Bands =
        [
            .. root.GetProperty("availabilityBands").GetProperty("bands").EnumerateArray()
                .Select(b => new AvailabilityBand(Number(b, "atLeastPercent")!.Value, Number(b, "belowPercent"), Number(b, "discountPercent")!.Value))
                .OrderByDescending(b => b.AtLeast),
        ],
    };

    private static void Check(AvailabilityRule rule)
    {
        if (rule.Required is <= 0 or > 100)
            throw new FormatException("sla.monthlyAvailabilityPercent precisa estar acima de 0 e até 100.");
        if (rule.Bands.Count == 0)
            throw new FormatException("availabilityBands.bands está vazio.");
        for (var i = 0; i < rule.Bands.Count; i++)
        {
            var band = rule.Bands[i];
            if (band.AtLeast is < 0 or > 100 || band.Discount is < 0 or > 100 || band.Below <= band.AtLeast)
                throw new FormatException($"availabilityBands.bands: a faixa de {band.AtLeast} % não é possível.");
            if (i > 0 && (band.Below is null || band.Below > rule.Bands[i - 1].AtLeast))
                throw new FormatException($"availabilityBands.bands: a faixa de {band.AtLeast} % invade a de cima.");
        }
    }

    private static decimal? Number(JsonElement at, string member) => at.GetProperty(member).GetString() is { } text
        ? decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"{member} não é um número: use ponto decimal, como 99.7.")
        : null;

    private static TimeSpan Duration(JsonElement at, string member)
    {
        try
        {
            return System.Xml.XmlConvert.ToTimeSpan(Text(at, member));
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            throw new FormatException($"{member} não é uma duração: use a forma PT4H.", fault);
        }
    }

    private static string Text(JsonElement at, string member) =>
        at.GetProperty(member).GetString() ?? throw new FormatException($"{member} está vazio.");

    private static string ReadSigned()
    {
        using var stream = typeof(ContractTerms).Assembly.GetManifestResourceStream("Dpemt.Portal.Contract.Terms.Data.contract.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
