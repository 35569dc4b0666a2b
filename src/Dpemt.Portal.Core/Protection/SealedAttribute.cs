namespace Dpemt.Portal.Protection;

/// <summary>
/// Marks an entity property that holds personal data (TR 30, LGPD): it is encrypted by the application before it
/// reaches the database. Allowed on <see cref="string"/> and <see cref="byte"/> arrays; such a column can neither be
/// searched nor sorted, look-ups go through <see cref="BlindIndex"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SealedAttribute : Attribute;
