using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dpemt.Portal.Persistence;

/// <summary>Instants are UTC <see cref="DateTime"/> in the database: SQLite can neither order nor compare offsets.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
    value => value.UtcDateTime,
    value => new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)));

/// <summary>A sealed text column.</summary>
internal sealed class SealedTextConverter(FieldProtector protector, string purpose) : ValueConverter<string, byte[]>(
    plain => protector.SealText(plain, purpose),
    value => protector.OpenText(value, purpose));

/// <summary>A sealed binary column.</summary>
internal sealed class SealedBytesConverter(FieldProtector protector, string purpose) : ValueConverter<byte[], byte[]>(
    plain => protector.Seal(plain, purpose),
    value => protector.Open(value, purpose))
{
    internal static readonly ValueComparer<byte[]> Comparer = new(
        (a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)),
        value => value.Length,
        value => value);
}

/// <summary>The model holds the protector, so each key ring of a process (tests have many) has a model of its own.</summary>
internal sealed class ModelPerKeyRing : IModelCacheKeyFactory
{
    public object Create(Microsoft.EntityFrameworkCore.DbContext context, bool designTime) =>
        (context.GetType(), (context as PortalDbContext)?.Protector, designTime);
}
