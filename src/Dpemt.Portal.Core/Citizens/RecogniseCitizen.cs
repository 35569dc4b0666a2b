using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Citizens;

/// <summary>What a message tells of its sender.</summary>
/// <param name="WireAddress">The phone exactly as the provider gave it; may be absent.</param>
/// <param name="MetaUserId">Meta's business-scoped user id; may be absent, but not both.</param>
/// <param name="ProfileName">The name that the person gave herself, not yet cleaned.</param>
/// <param name="WroteAt">When she wrote, UTC; null when the event is not a message of hers.</param>
public sealed record CitizenSighting(string? WireAddress, string? MetaUserId, string? ProfileName, DateTimeOffset? WroteAt);

/// <summary>
/// Finds or makes the citizen of a message. A phone with and without the ninth digit is one person; two rows that turn
/// out to be one person are merged.
/// </summary>
public sealed class RecogniseCitizen(CitizenIndex index, IEnumerable<ICitizenMerge> merges, TimeProvider clock)
{
    /// <summary>Longest profile name that is kept.</summary>
    public const int ProfileNameLength = 100;

    /// <summary>Works in the caller's transaction; the result is tracked and saved when it was made or changed.</summary>
    /// <exception cref="ArgumentException">The sighting has neither a usable phone nor a user id.</exception>
    public async Task<Citizen> RunAsync(PortalDbContext db, CitizenSighting seen, CancellationToken cancellation)
    {
        var phone = PhoneNumber.OfWire(seen.WireAddress);
        if (phone is null && seen.MetaUserId is null)
            throw new ArgumentException("A citizen is known by phone or by user id.", nameof(seen));

        var phoneIndex = phone is null ? null : index.Phone(phone);
        var userIndex = seen.MetaUserId is null ? null : index.MetaUser(seen.MetaUserId);
        var byPhone = phoneIndex is null ? null : await db.Citizens.SingleOrDefaultAsync(c => c.PhoneIndex == phoneIndex, cancellation);
        var byUser = userIndex is null ? null : await db.Citizens.SingleOrDefaultAsync(c => c.MetaUserIdIndex == userIndex, cancellation);
        if (byPhone is not null && byUser is not null && byPhone != byUser)
            await MergeAsync(db, byUser, byPhone, cancellation);

        var now = clock.GetUtcNow();
        var citizen = byPhone ?? byUser;
        if (citizen is null)
        {
            citizen = new Citizen { Id = Guid.CreateVersion7(now), CreatedAt = now };
            db.Citizens.Add(citizen);
        }

        if (phone is not null)
        {
            // A known person that writes from another number has changed it.
            if (citizen.Phone != phone)
                (citizen.Phone, citizen.PhoneIndex) = (phone, phoneIndex);
            if (citizen.WireAddress != seen.WireAddress)
                citizen.WireAddress = seen.WireAddress;
        }

        if (seen.MetaUserId is not null && citizen.MetaUserId != seen.MetaUserId)
            (citizen.MetaUserId, citizen.MetaUserIdIndex) = (seen.MetaUserId, userIndex);
        if (CleanName(seen.ProfileName) is { } name && citizen.ProfileName != name)
            citizen.ProfileName = name;
        if (seen.WroteAt is { } at && (citizen.LastInboundAt is null || citizen.LastInboundAt < at))
            citizen.LastInboundAt = at;
        await db.SaveChangesAsync(cancellation);
        return citizen;
    }

    /// <summary>Records that a person has a new number. The rows of both numbers become one.</summary>
    public async Task<Citizen> ChangeNumberAsync(PortalDbContext db, string oldAddress, string newAddress, CancellationToken cancellation)
    {
        var citizen = await RunAsync(db, new(oldAddress, null, null, null), cancellation);
        if (PhoneNumber.OfWire(newAddress) is not { } phone || phone == citizen.Phone)
            return citizen;
        var phoneIndex = index.Phone(phone);
        if (await db.Citizens.SingleOrDefaultAsync(c => c.PhoneIndex == phoneIndex, cancellation) is { } other)
        {
            await MergeAsync(db, citizen, other, cancellation);
            citizen = other;
        }

        (citizen.Phone, citizen.PhoneIndex, citizen.WireAddress) = (phone, phoneIndex, newAddress);
        await db.SaveChangesAsync(cancellation);
        return citizen;
    }

    /// <summary>A name without control and direction characters, blanks joined, cut; null when nothing is left.</summary>
    public static string? CleanName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        var kept = string.Concat(name.Select(c => char.IsWhiteSpace(c) ? ' ' : c)
            .Where(c => !char.IsControl(c) && c is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C')));
        var clean = string.Join(' ', kept.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (clean.Length > ProfileNameLength)
            clean = clean[..(char.IsHighSurrogate(clean[ProfileNameLength - 1]) ? ProfileNameLength - 1 : ProfileNameLength)];
        return clean.Length == 0 ? null : clean;
    }

    private async Task MergeAsync(PortalDbContext db, Citizen from, Citizen into, CancellationToken cancellation)
    {
        foreach (var merge in merges)
            await merge.MergeAsync(db, from.Id, into.Id, cancellation);
        var words = await db.CitizenNameWords.Where(w => w.CitizenId == from.Id).ToListAsync(cancellation);
        db.CitizenNameWords.RemoveRange(words);
        if (into.Name is null)
            db.CitizenNameWords.AddRange(words.Select(w => new CitizenNameWord { CitizenId = into.Id, Word = w.Word }));
        into.ProfileName ??= from.ProfileName;
        into.Name ??= from.Name;
        into.MotherName ??= from.MotherName;
        if (into.Cpf is null)
            (into.Cpf, into.CpfIndex) = (from.Cpf, from.CpfIndex);
        into.IdentityConfirmedAt ??= from.IdentityConfirmedAt;
        if (into.LastInboundAt is null || into.LastInboundAt < from.LastInboundAt)
            into.LastInboundAt = from.LastInboundAt;
        var (userId, userIndex) = (into.MetaUserId ?? from.MetaUserId, into.MetaUserIdIndex ?? from.MetaUserIdIndex);
        // The unique indexes want the old row gone before the new one takes its ids.
        db.Citizens.Remove(from);
        await db.SaveChangesAsync(cancellation);
        (into.MetaUserId, into.MetaUserIdIndex) = (userId, userIndex);
    }
}
