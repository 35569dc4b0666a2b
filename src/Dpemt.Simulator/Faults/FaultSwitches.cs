using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Dpemt.Simulator.Faults;

/// <summary>Holds the switches; what is read is one consistent set.</summary>
internal sealed class FaultSwitches
{
    private static readonly string[] Names =
        [.. typeof(FaultSet).GetProperties().Select(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name).OfType<string>()];

    private readonly Lock _gate = new();
    private volatile FaultSet _current = new();

    public FaultSet Current => _current;

    public void Clear()
    {
        lock (_gate) _current = new FaultSet();
    }

    /// <summary>Changes the switches named in <paramref name="changes"/> and leaves the others; null puts one back. Returns what is wrong, or null.</summary>
    public string? Change(JsonObject changes)
    {
        var unknown = changes.Select(change => change.Key).Where(name => !Names.Contains(name)).ToList();
        if (unknown.Count > 0) return $"Falha desconhecida: {string.Join(", ", unknown)}. As conhecidas são: {string.Join(", ", Names)}.";
        lock (_gate)
        {
            var merged = JsonSerializer.SerializeToNode(_current)!.AsObject();
            var plain = JsonSerializer.SerializeToNode(new FaultSet())!.AsObject();
            foreach (var (name, value) in changes) merged[name] = (value ?? plain[name])?.DeepClone();
            try
            {
                var wanted = merged.Deserialize<FaultSet>()!;
                if (WhatIsWrong(wanted) is { } wrong) return wrong;
                _current = wanted;
                return null;
            }
            catch (JsonException fault)
            {
                return $"O valor de '{fault.Path?.TrimStart('$', '.')}' não é do tipo esperado.";
            }
        }
    }

    private static string? WhatIsWrong(FaultSet wanted)
    {
        if (wanted.Unavailable is null || wanted.Unavailable.Any(part => !FaultSet.Components.Contains(part)))
        {
            return $"'indisponivel' é uma lista com: {string.Join(", ", FaultSet.Components)}.";
        }

        double[] shares = [wanted.Duplicate, wanted.WithoutStatus, wanted.WithoutDelivered, wanted.ServerErrorAfterAccepting, wanted.Fail, wanted.RefuseToken];
        if (shares.Any(share => share is < 0 or > 1 || double.IsNaN(share)))
        {
            return "'duplicar', 'semStatus', 'semEntregue', 'http500AposAceitar', 'falhar' e 'recusarToken' vão de 0 a 1.";
        }

        int[] amounts = [wanted.LatencyMs, wanted.VisibleAfterMs, wanted.DeliveryMinMs, wanted.DeliveryMaxMs, wanted.SendsPerSecond, wanted.ApprovalMs, wanted.TokenSeconds];
        if (amounts.Any(amount => amount is < 0 or > 86_400_000)) return "Tempos e limites vão de 0 a 86400000.";
        return Choice("janelaFechada", wanted.ClosedWindow, "agora", "depois")
            ?? Choice("recusaMeta", wanted.MetaRefusal, "agora", "depois")
            ?? Choice("falharTexto", wanted.FailText, "assincrono", "sincrono")
            ?? Choice("aindaNao", wanted.NotYet, "404", "204", "vazio")
            ?? Choice("envelope", wanted.Envelope, "plano", "meta")
            ?? Choice("registroWebhook", wanted.RegistrationStyle, "ambos", "json", "texto");
    }

    private static string? Choice(string name, string value, params string[] allowed) =>
        allowed.Contains(value) ? null : $"'{name}' é um destes: {string.Join(", ", allowed)}.";
}
