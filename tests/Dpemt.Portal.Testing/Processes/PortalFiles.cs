using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Testing.Processes;

/// <summary>A directory of its own for database and key file; two processes that share it are two instances of one portal.</summary>
public sealed class PortalFiles : IDisposable
{
    /// <summary>The directory.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("dpemt-portal-").FullName;

    /// <summary>The database file.</summary>
    public string Database => Path.Combine(Folder, "portal.db");

    /// <summary>The key file.</summary>
    public string KeyFile => Path.Combine(Folder, "keys.json");

    /// <summary>The database beside the running portal: to look into it, and to let time pass.</summary>
    public PortalDbContext Open()
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        options.UsePortalDatabase(DatabaseProvider.Sqlite, $"Data Source={Database}");
        return new(options.Options, new FieldProtector(KeyRing.Parse(File.ReadAllText(KeyFile))));
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A process that was killed may still be letting go of its files; the system clears the directory later.
        }
    }
}
