using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Citizens;

/// <summary>A citizen as found.</summary>
/// <param name="Id">The citizen.</param>
/// <param name="Name">Name told in the conversation.</param>
/// <param name="ProfileName">Name that the person gave herself in WhatsApp.</param>
/// <param name="Phone">Canonical phone; mask it in lists.</param>
/// <param name="Cpf">Eleven digits; mask it, and record when it is revealed.</param>
/// <param name="LastInboundAt">Last message of the person, UTC.</param>
public sealed record CitizenCard(Guid Id, string? Name, string? ProfileName, string? Phone, string? Cpf, DateTimeOffset? LastInboundAt);

/// <summary>What a citizen told of herself; a null member is left as it is.</summary>
public sealed record CitizenIdentity(string? Name = null, string? MotherName = null, string? Cpf = null, bool Confirmed = false);

/// <summary>Finds citizens by phone, CPF or words of the name through blind indexes, and keeps their identity data.</summary>
public sealed class CitizenDirectory(IDbContextFactory<PortalDbContext> contexts, CitizenIndex index, TimeProvider clock)
{
    /// <summary>Most citizens that a search by name gives.</summary>
    public const int PageSize = 50;

    /// <summary>The citizen with this phone, in any way of writing; null when there is none.</summary>
    public async Task<CitizenCard?> FindByPhoneAsync(string phone, CancellationToken cancellation)
    {
        if (PhoneNumber.Canonical(phone) is not { } canonical)
            return null;
        var key = index.Phone(canonical);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Cards(db.Citizens.Where(c => c.PhoneIndex == key)).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Citizens with this CPF: more than one when somebody writes from two phones. Punctuation is ignored.</summary>
    public async Task<IReadOnlyList<CitizenCard>> FindByCpfAsync(string cpf, CancellationToken cancellation)
    {
        var key = index.Cpf(Digits(cpf));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Cards(db.Citizens.Where(c => c.CpfIndex == key).OrderBy(c => c.Id)).Take(PageSize).ToListAsync(cancellation);
    }

    /// <summary>Citizens whose name holds all words of <paramref name="words"/>, whole, accents and case aside.</summary>
    public async Task<IReadOnlyList<CitizenCard>> FindByNameAsync(string words, CancellationToken cancellation)
    {
        var keys = index.NameWords(words);
        if (keys.Count == 0)
            return [];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = db.Citizens.AsQueryable();
        foreach (var key in keys)
            found = found.Where(c => db.CitizenNameWords.Any(w => w.CitizenId == c.Id && w.Word == key));
        return await Cards(found.OrderBy(c => c.Id)).Take(PageSize).ToListAsync(cancellation);
    }

    /// <summary>
    /// The citizen with this phone in the caller's context, made when there is none: for messages that the office
    /// begins. Null when the text is no phone number. Not saved.
    /// </summary>
    public async Task<Citizen?> FindOrAddAsync(PortalDbContext db, string phone, CancellationToken cancellation)
    {
        if (PhoneNumber.Canonical(phone) is not { } canonical)
            return null;
        var key = index.Phone(canonical);
        if (await db.Citizens.SingleOrDefaultAsync(c => c.PhoneIndex == key, cancellation) is { } known)
            return known;
        var now = clock.GetUtcNow();
        var citizen = new Citizen { Id = Guid.CreateVersion7(now), Phone = canonical, PhoneIndex = key, WireAddress = canonical, CreatedAt = now };
        db.Citizens.Add(citizen);
        return citizen;
    }

    /// <summary>Changes identity data with its indexes in the caller's context, where the citizen is tracked. Not saved.</summary>
    public async Task UpdateIdentityAsync(PortalDbContext db, Citizen citizen, CitizenIdentity identity, CancellationToken cancellation)
    {
        if (identity.Cpf is not null)
        {
            var digits = Digits(identity.Cpf);
            (citizen.Cpf, citizen.CpfIndex) = digits.Length == 0 ? (null, null) : (digits, index.Cpf(digits));
        }

        citizen.MotherName = identity.MotherName ?? citizen.MotherName;
        if (identity.Confirmed)
            citizen.IdentityConfirmedAt = clock.GetUtcNow();
        if (identity.Name is null || identity.Name == citizen.Name)
            return;
        citizen.Name = identity.Name;
        var words = index.NameWords(identity.Name);
        var old = await db.CitizenNameWords.Where(w => w.CitizenId == citizen.Id).ToListAsync(cancellation);
        // Words noted before in the same context are tracked, but not yet in the database.
        old.AddRange(db.CitizenNameWords.Local.Where(w => w.CitizenId == citizen.Id && !old.Contains(w)).ToList());
        db.CitizenNameWords.RemoveRange(old.Where(o => !words.Any(w => w.AsSpan().SequenceEqual(o.Word))));
        db.CitizenNameWords.AddRange(words.Where(w => !old.Any(o => w.AsSpan().SequenceEqual(o.Word)))
            .Select(w => new CitizenNameWord { CitizenId = citizen.Id, Word = w }));
    }

    private static IQueryable<CitizenCard> Cards(IQueryable<Citizen> citizens) =>
        citizens.AsNoTracking().Select(c => new CitizenCard(c.Id, c.Name, c.ProfileName, c.Phone, c.Cpf, c.LastInboundAt));

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
