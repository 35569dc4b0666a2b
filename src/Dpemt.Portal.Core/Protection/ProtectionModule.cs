using Dpemt.Portal.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Protection;

/// <summary>Registers the key ring, sealing, blind indexes and the shared data-protection keys.</summary>
public static class ProtectionModule
{
    /// <summary>Adds protection with the key file at <see cref="ProtectionOptions.KeyFile"/>.</summary>
    public static IServiceCollection AddProtection(this IServiceCollection services)
    {
        services.AddSingleton(provider => KeyRing.Parse(File.ReadAllText(provider.GetRequiredService<IOptions<ProtectionOptions>>().Value.KeyFile)));
        services.AddSingleton<FieldProtector>();
        services.AddSingleton<BlindIndex>();
        services.AddDataProtection().SetApplicationName("Dpemt.Portal").PersistKeysToDbContext<PortalDbContext>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlEncryptor = new SealedXmlEncryptor(provider.GetRequiredService<FieldProtector>())));
        return services;
    }

    /// <summary>Makes the key file when it is missing: Development's first start only.</summary>
    public static void CreateKeyFileIfMissing(string path)
    {
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = path + "." + Guid.NewGuid().ToString("N");
        File.WriteAllText(temporary, KeyRing.Create().ToJson());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Two instances started at once: the one that came first made the keys for both.
            File.Delete(temporary);
        }
    }
}
