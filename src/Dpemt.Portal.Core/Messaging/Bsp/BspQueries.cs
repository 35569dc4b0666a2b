using System.Globalization;
using System.Text.Json;

namespace Dpemt.Portal.Messaging.Bsp;

/// <summary>How one recipient of a package stands, as the status query tells it.</summary>
/// <param name="Recipient">As the provider writes it.</param>
/// <param name="Wamid">Meta's id, once it is known.</param>
/// <param name="Marks">The marks that are filled, with their time when it can be read.</param>
/// <param name="Error">Failure text, whole.</param>
public sealed record PackageRecipient(string? Recipient, string? Wamid, IReadOnlyDictionary<string, DateTimeOffset?> Marks, string? Error);

/// <summary>Totals of a period. The counters are cumulative: a read message is also counted as delivered and sent.</summary>
public sealed record PeriodTotals(long Unknown, long Delivered, long Sent, long Failed, long Read, long Total);

/// <summary>Status and totals queries.</summary>
public sealed class BspQueries(BspClient client)
{
    private static readonly string[] MarkNames = ["sent", "delivered", "read", "failed", "deleted"];

    /// <summary>Recipients of a package; null while the provider has no result yet.</summary>
    /// <exception cref="BspUnavailableException">No answer.</exception>
    public async Task<IReadOnlyList<PackageRecipient>?> PackageAsync(string requestId, CancellationToken cancellation)
    {
        var answer = await client.AskAsync(HttpMethod.Get, client.Number("requisicao/" + Uri.EscapeDataString(requestId)), null, cancellation);
        if (answer is not { ValueKind: JsonValueKind.Object } package)
            return null;
        var recipients = package.Items("requisicoesEnvio").Select(Recipient).ToList();
        return recipients.Count == 0 ? null : recipients;
    }

    /// <summary>Totals between two instants.</summary>
    /// <exception cref="BspUnavailableException">No answer, or one without figures.</exception>
    public async Task<PeriodTotals> TotalsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(client.Options.TotalsTimeZone);
        var path = $"{Uri.EscapeDataString(client.Options.WabaId)}/client/{Uri.EscapeDataString(client.Options.PhoneNumberId)}/status" +
            $"?dataInicioStr={Date(from)}&dataFimStr={Date(to)}&SomenteFalhas=false";
        var answer = await client.AskAsync(HttpMethod.Get, path, null, cancellation)
            ?? throw new BspUnavailableException("A contratada não respondeu os totais.");
        return new(Count("desconhecida"), Count("entregue"), Count("enviada"), Count("falhou"), Count("lida"), Count("total"));

        long Count(string name) => answer.Number(name) ?? 0;
        string Date(DateTimeOffset at) =>
            Uri.EscapeDataString(TimeZoneInfo.ConvertTime(at, zone).ToString("dd'/'MM'/'yyyy HH':'mm':'ss", CultureInfo.InvariantCulture));
    }

    private static PackageRecipient Recipient(JsonElement item)
    {
        var marks = new Dictionary<string, DateTimeOffset?>();
        foreach (var name in MarkNames)
        {
            // The type of a mark is undocumented: absent, null, false and empty mean "not yet", a readable time is kept.
            var filled = item.Member(name) is { } mark && mark.ValueKind is not JsonValueKind.False && (mark.ValueKind != JsonValueKind.String || item.Text(name) is not null);
            if (filled)
                marks[name] = Instant(item, name);
        }

        return new(item.Text("destinatario"), item.Text("idMeta"), marks, item.Text("mensagemErro"));
    }

    private static DateTimeOffset? Instant(JsonElement item, string name)
    {
        if (item.Number(name) is { } unix)
            return UnixTime.Read(unix);
        return DateTimeOffset.TryParse(item.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;
    }
}
