using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dpemt.Portal.Contract.Availability;

namespace Dpemt.Portal.Contract.Months;

/// <summary>
/// The facts and the result of a month as they are frozen when it is closed. Written as canonical JSON: members in this order,
/// no white space, UTC instants, decimals as strings; who closed it, when and why stand beside it in <see cref="MonthVersion"/>.
/// </summary>
public sealed record MonthFacts(
    [property: JsonPropertyName("esquema")] int Schema,
    [property: JsonPropertyName("contrato")] string Contract,
    [property: JsonPropertyName("processo")] string Process,
    [property: JsonPropertyName("contratada")] string Contractor,
    [property: JsonPropertyName("cnpj")] string Cnpj,
    [property: JsonPropertyName("competencia")] string Month,
    [property: JsonPropertyName("inicio")] DateTimeOffset Start,
    [property: JsonPropertyName("fim")] DateTimeOffset End,
    [property: JsonPropertyName("regra")] RuleFact Rule,
    [property: JsonPropertyName("interrupcoes")] IReadOnlyList<OutageFact> Outages,
    [property: JsonPropertyName("valorFaturado")] BilledFact Billed,
    [property: JsonPropertyName("decisoes")] IReadOnlyList<DecisionFact> Decisions,
    [property: JsonPropertyName("cobertura")] IReadOnlyList<CoverageFact> Coverage,
    [property: JsonPropertyName("evidenciaSha256")] string? EvidenceHash,
    [property: JsonPropertyName("resultado")] ResultFact Result,
    [property: JsonPropertyName("memoria")] IReadOnlyList<StepFact> Memory)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new DecimalText(), new UtcText() },
    };

    /// <summary>The facts of a reading. A "what if" has none.</summary>
    /// <exception cref="InvalidOperationException">The reading is a trial, or the contract was not in force.</exception>
    public static MonthFacts Of(MonthReading reading)
    {
        if (reading.IsTrial || reading.Period.IsEmpty)
            throw new InvalidOperationException("Only a real reading of a month in force can be frozen.");
        var (judged, terms) = (reading.Availability, reading.Contract.Terms);
        return new(
            1, reading.Contract.Number, terms.Process, terms.ContractorName, terms.ContractorCnpj, reading.Month.ToString(), reading.Period.Start, reading.Period.End,
            new(judged.Rule.Version, judged.Rule.Required, [.. judged.Rule.Bands.Select(b => new BandFact(b.AtLeast, b.Below, b.Discount))], judged.Rule.InWords),
            [.. reading.Outages.Select(OutageFact.Of)],
            new(reading.Billed.Value, reading.Billed.IsEstimate, reading.Billed.Source, reading.Billed.Number, reading.Billed.DocumentId),
            [.. reading.Material.Decisions.Where(d => d.Month is null ? d.Topic == DecisionTopics.RequiredIndex : judged.Gap).Select(DecisionFact.Of)],
            [.. reading.Material.Coverage.Select(c => new CoverageFact(c.Component.Code(), c.Minutes.Up, c.Minutes.Degraded, c.Minutes.Down, c.Minutes.Ours, c.Minutes.NoEvidence))],
            reading.Material.EvidenceHash,
            new(
                Seconds(judged.Period.Ticks), Seconds(judged.DownTicks), judged.Index, judged.Met, judged.Gap,
                judged.Band is { } band ? new(band.AtLeast, band.Below, band.Discount) : null, reading.Discount, reading.Glosa),
            [.. reading.Memory.Select(s => new StepFact(s.What, s.Formula, s.Value, s.Clause))]);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">Not such a document.</exception>
    public static MonthFacts Read(string json) => JsonSerializer.Deserialize<MonthFacts>(json, Format) ?? throw new JsonException("Empty.");

    /// <summary>SHA-256 of a document's UTF-8 bytes, 64 hexadecimal letters.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>The canonical JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    private static decimal Seconds(long ticks) => (decimal)ticks / TimeSpan.TicksPerSecond;

    private sealed class DecimalText : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            decimal.Parse(reader.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("0.#######", System.Globalization.CultureInfo.InvariantCulture));
    }

    private sealed class UtcText : JsonConverter<DateTimeOffset>
    {
        private const string Form = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.Parse(reader.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString(Form, System.Globalization.CultureInfo.InvariantCulture));
    }
}

/// <summary>The rule by which the month was judged.</summary>
public sealed record RuleFact(
    [property: JsonPropertyName("versao")] string Version,
    [property: JsonPropertyName("exigido")] decimal Required,
    [property: JsonPropertyName("faixas")] IReadOnlyList<BandFact> Bands,
    [property: JsonPropertyName("texto")] string InWords);

/// <summary>A band of the table.</summary>
public sealed record BandFact(
    [property: JsonPropertyName("de")] decimal AtLeast, [property: JsonPropertyName("ate")] decimal? Below, [property: JsonPropertyName("desconto")] decimal Discount);

/// <summary>An incident with the version that was frozen, and its part inside the period.</summary>
public sealed record OutageFact(
    [property: JsonPropertyName("incidente")] long Incident,
    [property: JsonPropertyName("versao")] int Version,
    [property: JsonPropertyName("componente")] string Component,
    [property: JsonPropertyName("abrangencia")] string Scope,
    [property: JsonPropertyName("inicio")] DateTimeOffset Start,
    [property: JsonPropertyName("fim")] DateTimeOffset? End,
    [property: JsonPropertyName("noPeriodoInicio")] DateTimeOffset StretchStart,
    [property: JsonPropertyName("noPeriodoFim")] DateTimeOffset StretchEnd,
    [property: JsonPropertyName("causa")] string Cause,
    [property: JsonPropertyName("descricao")] string Description,
    [property: JsonPropertyName("conta")] bool Counts,
    [property: JsonPropertyName("exclusao")] ExclusionFact? Exclusion)
{
    internal static OutageFact Of(MonthOutage outage)
    {
        var incident = outage.Incident;
        return new(
            incident.Id, incident.Version, incident.Component.Code(), incident.Scope.Code(), incident.StartAt, incident.EndAt, outage.Stretch.Start, outage.Stretch.End,
            MonthWords.Cause(incident.Cause), incident.Description, outage.Counts,
            incident.Excluded is { } ground ? new(MonthWords.Ground(ground), incident.ExclusionReason ?? "", incident.ExclusionDocumentId) : null);
    }
}

/// <summary>Why an incident does not count.</summary>
public sealed record ExclusionFact(
    [property: JsonPropertyName("fundamento")] string Ground, [property: JsonPropertyName("motivo")] string Reason, [property: JsonPropertyName("documento")] long? DocumentId);

/// <summary>The base of the discount.</summary>
public sealed record BilledFact(
    [property: JsonPropertyName("valor")] decimal Value,
    [property: JsonPropertyName("estimativa")] bool IsEstimate,
    [property: JsonPropertyName("fonte")] string Source,
    [property: JsonPropertyName("registro")] int Number,
    [property: JsonPropertyName("documento")] long? DocumentId);

/// <summary>A decision that the result rests on.</summary>
public sealed record DecisionFact(
    [property: JsonPropertyName("assunto")] string Topic,
    [property: JsonPropertyName("numero")] int Number,
    [property: JsonPropertyName("escolha")] string Choice,
    [property: JsonPropertyName("texto")] string ChoiceText,
    [property: JsonPropertyName("motivo")] string Reason,
    [property: JsonPropertyName("documento")] long? DocumentId,
    [property: JsonPropertyName("por")] string By,
    [property: JsonPropertyName("em")] DateTimeOffset At)
{
    internal static DecisionFact Of(ContractDecision d) => new(d.Topic, d.Number, d.Choice, d.ChoiceText, d.Reason, d.DocumentId, d.ByName, d.At);
}

/// <summary>Minutes per verdict of one component.</summary>
public sealed record CoverageFact(
    [property: JsonPropertyName("componente")] string Component,
    [property: JsonPropertyName("disponivel")] long Up,
    [property: JsonPropertyName("degradado")] long Degraded,
    [property: JsonPropertyName("indisponivel")] long Down,
    [property: JsonPropertyName("nosso")] long Ours,
    [property: JsonPropertyName("semEvidencia")] long None);

/// <summary>The result.</summary>
public sealed record ResultFact(
    [property: JsonPropertyName("periodoSegundos")] decimal PeriodSeconds,
    [property: JsonPropertyName("indisponivelSegundos")] decimal DownSeconds,
    [property: JsonPropertyName("indice")] decimal Index,
    [property: JsonPropertyName("slaCumprido")] bool Met,
    [property: JsonPropertyName("lacuna")] bool Gap,
    [property: JsonPropertyName("faixa")] BandFact? Band,
    [property: JsonPropertyName("descontoPercentual")] decimal Discount,
    [property: JsonPropertyName("glosa")] decimal Glosa);

/// <summary>A step of the memory of calculation.</summary>
public sealed record StepFact(
    [property: JsonPropertyName("passo")] string What,
    [property: JsonPropertyName("formula")] string Formula,
    [property: JsonPropertyName("valor")] string Value,
    [property: JsonPropertyName("clausula")] string Clause);
