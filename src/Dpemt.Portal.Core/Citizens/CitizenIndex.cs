using Dpemt.Portal.Protection;

namespace Dpemt.Portal.Citizens;

/// <summary>Blind indexes of what a citizen is looked up by.</summary>
public sealed class CitizenIndex(BlindIndex index)
{
    /// <summary>Of a phone in its canonical form (<see cref="PhoneNumber.Canonical(string?)"/>).</summary>
    public byte[] Phone(string canonical) => index.Of("phone", canonical);

    /// <summary>Of a CPF, eleven digits.</summary>
    public byte[] Cpf(string digits) => index.Of("cpf", digits);

    /// <summary>Of Meta's business-scoped user id.</summary>
    public byte[] MetaUser(string userId) => index.Of("meta-user", userId);

    /// <summary>Of each word of a name.</summary>
    public IReadOnlyList<byte[]> NameWords(string name) => index.OfNameWords(name);
}
