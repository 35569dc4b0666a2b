using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dpemt.Portal.Identity.Users;

/// <summary>
/// Seals the TOTP keys and recovery codes that were stored before they were sealed by themselves. Part of migrating; safe
/// to run twice, and beside a portal that works.
/// </summary>
public sealed class SealUserTokens(IDbContextFactory<PortalDbContext> contexts, FieldProtector protector)
{
    /// <summary>Seals what is plain. Returns how many values were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        const string sealedOnes = SealedUserTokenConverter.Prefix + "%";
        // By SQL, since the model opens what it reads and cannot tell how it was stored.
        var plain = await db.Database.SqlQuery<StoredToken>(
            $"""SELECT "UserId", "LoginProvider", "Name", "Value" FROM "ident_UserToken" WHERE "Value" IS NOT NULL AND "Value" NOT LIKE {sealedOnes}""").ToListAsync(cancellation);
        var done = 0;
        foreach (var token in plain)
        {
            var value = SealedUserTokenConverter.Seal(protector, token.Value);
            // Only as it was read: a person may be using up a recovery code at this moment.
            done += await db.Database.ExecuteSqlAsync(
                $"""
                UPDATE "ident_UserToken" SET "Value" = {value}
                WHERE "UserId" = {token.UserId} AND "LoginProvider" = {token.LoginProvider} AND "Name" = {token.Name} AND "Value" = {token.Value}
                """,
                cancellation);
        }

        return done;
    }

    private sealed record StoredToken(Guid UserId, string LoginProvider, string Name, string Value);
}

/// <summary>The framework's column for tokens of users (TOTP key, recovery codes), sealed as text; what is not sealed yet is read as it stands.</summary>
internal sealed class SealedUserTokenConverter(FieldProtector protector) : ValueConverter<string?, string?>(
    plain => plain == null ? null : Seal(protector, plain),
    stored => stored == null ? null : Open(protector, stored))
{
    internal const string Prefix = "lacrado:";

    private const string Purpose = nameof(IdentityUserToken<>) + "." + nameof(IdentityUserToken<>.Value);

    internal static string Seal(FieldProtector protector, string plain) => Prefix + Convert.ToBase64String(protector.SealText(plain, Purpose));

    private static string Open(FieldProtector protector, string stored) =>
        stored.StartsWith(Prefix, StringComparison.Ordinal) ? protector.OpenText(Convert.FromBase64String(stored[Prefix.Length..]), Purpose) : stored;
}
