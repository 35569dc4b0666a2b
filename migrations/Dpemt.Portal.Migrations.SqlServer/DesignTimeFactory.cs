using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Dpemt.Portal.Migrations.SqlServer;

/// <summary>Lets <c>dotnet ef</c> see the model without a server and without the host.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PortalDbContext>
{
    /// <inheritdoc/>
    public PortalDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        options.UsePortalDatabase(DatabaseProvider.SqlServer, "Server=design;Database=design");
        return new(options.Options, new FieldProtector(KeyRing.Create()));
    }
}
