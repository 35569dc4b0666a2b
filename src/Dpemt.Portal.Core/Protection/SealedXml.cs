using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Protection;

/// <summary>Wraps the framework's data-protection keys (cookies, antiforgery) with the same key file as personal data.</summary>
internal sealed class SealedXmlEncryptor(FieldProtector protector) : IXmlEncryptor
{
    internal const string Purpose = "DataProtectionKeys";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
        new XElement("sealed", Convert.ToBase64String(protector.SealText(plaintextElement.ToString(SaveOptions.DisableFormatting), Purpose))),
        typeof(SealedXmlDecryptor));
}

/// <summary>Counterpart of <see cref="SealedXmlEncryptor"/>; the framework makes it by type and hands it the services.</summary>
internal sealed class SealedXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(
        services.GetRequiredService<FieldProtector>().OpenText(Convert.FromBase64String(encryptedElement.Value), SealedXmlEncryptor.Purpose));
}
