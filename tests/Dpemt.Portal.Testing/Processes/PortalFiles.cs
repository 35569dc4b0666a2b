using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Dpemt.Portal.Testing.Database;

namespace Dpemt.Portal.Testing.Processes;

/// <summary>A database and a key file of their own; two processes that share it are two instances of one portal.</summary>
public sealed class PortalFiles : IDisposable
{
    public PortalFiles() => Database = TestEngine.Current.CreateEmpty(Folder);

    /// <summary>The directory.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("dpemt-portal-").FullName;

    /// <summary>The database, empty at first: the portal migrates in Development.</summary>
    public FreshDatabase Database { get; }

    /// <summary>The key file.</summary>
    public string KeyFile => Path.Combine(Folder, "keys.json");

    /// <summary>The database beside the running portal: to look into it, and to let time pass.</summary>
    public PortalDbContext Open() => Database.Open(KeyRing.Parse(File.ReadAllText(KeyFile)));

    public void Dispose()
    {
        Database.Dispose();
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
