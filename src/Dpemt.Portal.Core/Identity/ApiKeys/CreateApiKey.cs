using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Identity.ApiKeys;

/// <summary>What became of the wish for a key: the secret, shown this once, or the reason in Portuguese.</summary>
/// <param name="Id">Number of the key.</param>
/// <param name="Secret">The secret; it is stored nowhere.</param>
/// <param name="Refusal">Why no key was made, or null.</param>
public sealed record NewApiKey(int Id, string? Secret, string? Refusal);

/// <summary>Makes a key for another system.</summary>
public sealed class CreateApiKey(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Longest name of a key, in characters.</summary>
    public const int NameLength = 80;

    /// <summary>Makes a key with a random secret. The name must be free among keys that are not revoked.</summary>
    public async Task<NewApiKey> RunAsync(string name, IReadOnlyCollection<string> scopes, Actor actor, CancellationToken cancellation)
    {
        var secret = ApiKeySecret.Create();
        name = name.Trim();
        if (RefusalOf(name, scopes) is { } refusal)
            return new(0, null, refusal);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.ApiKeys.AnyAsync(k => k.Name == name && k.RevokedAt == null, cancellation))
            return new(0, null, $"Já existe uma chave ativa com o nome “{name}”. Revogue-a antes ou escolha outro nome.");
        var now = clock.GetUtcNow();
        var key = new ApiKey { Name = name, Hash = ApiKeySecret.HashOf(secret), Scopes = string.Join(' ', scopes.Distinct().Order(StringComparer.Ordinal)), CreatedAt = now };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync(cancellation);
        db.Audit(actor, AuditActions.ApiKeyChanged, ApiKeyList.AuditSubject, key.Id, now, "criada: " + key.Scopes);
        db.Announce(ChangeTopics.Settings, ApiKeyDirectory.ChangeKey, now);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new(key.Id, secret, null);
    }

    private static string? RefusalOf(string name, IReadOnlyCollection<string> scopes)
    {
        if (name.Length is 0 or > NameLength)
            return $"Dê à chave um nome de 1 a {NameLength} caracteres.";
        if (scopes.Count == 0)
            return "Escolha ao menos um escopo: " + string.Join(", ", ApiScopes.All.Keys) + ".";
        var unknown = scopes.Where(s => !ApiScopes.All.ContainsKey(s)).ToList();
        return unknown.Count == 0 ? null : $"Escopo desconhecido: {string.Join(", ", unknown)}. Use {string.Join(", ", ApiScopes.All.Keys)}.";
    }
}
