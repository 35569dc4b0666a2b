using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Identity;

/// <summary>A member of staff who signs in.</summary>
public sealed class PortalUser : IdentityUser<Guid>
{
    /// <summary>Longest display name.</summary>
    public const int DisplayNameLength = 80;

    /// <summary>The name that colleagues see.</summary>
    public required string DisplayName { get; set; }

    /// <summary>A disabled user keeps her history and cannot sign in; open sessions end at their next check.</summary>
    public bool Disabled { get; set; }

    /// <summary>True until the temporary password has been changed.</summary>
    public bool MustChangePassword { get; set; }
}

/// <summary>A role; the names are in <see cref="Roles"/>.</summary>
public sealed class PortalRole : IdentityRole<Guid>;

/// <summary>Binds a user of the desk to a reception.</summary>
public sealed class UserReception
{
    public Guid UserId { get; set; }
    public int ReceptionId { get; set; }
}

internal sealed class PortalUserConfiguration : IEntityTypeConfiguration<PortalUser>, IEntityTypeConfiguration<UserReception>
{
    public void Configure(EntityTypeBuilder<PortalUser> builder) =>
        builder.Property(u => u.DisplayName).HasMaxLength(PortalUser.DisplayNameLength);

    public void Configure(EntityTypeBuilder<UserReception> builder)
    {
        builder.ToTable("ident_UserReception").HasKey(u => new { u.UserId, u.ReceptionId });
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(u => u.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
