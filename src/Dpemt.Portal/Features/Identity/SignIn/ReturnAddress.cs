namespace Dpemt.Portal.Web.Features.Identity.SignIn;

/// <summary>Where to go after the sign-in: a page of this portal, never another site.</summary>
public static class ReturnAddress
{
    public static string Local(string? wanted) =>
        wanted is { Length: > 0 } && wanted[0] == '/' && !wanted.StartsWith("//", StringComparison.Ordinal) && !wanted.Contains('\\', StringComparison.Ordinal)
        && !wanted.Any(char.IsControl) && Uri.TryCreate(wanted, UriKind.Relative, out _)
            ? wanted
            : "/";
}
