namespace Dpemt.Portal.Web.Hosting;

/// <summary>Settings of the sign-in, section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>How often an open page and its cookie are checked against the account, in seconds; 1 to 600.</summary>
    public int SessionCheckSeconds { get; set; } = 30;

    /// <summary>A session without use ends after so many minutes; 5 to 1440.</summary>
    public int IdleMinutes { get; set; } = 600;

    /// <summary>Attempts to sign in from one address per minute, both steps counted; 5 to 10000.</summary>
    public int SignInsPerMinute { get; set; } = 60;
}
