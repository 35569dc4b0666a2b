namespace Dpemt.Portal.Identity;

/// <summary>Who acts: a signed-in user, a system by its API key, or the portal itself. Core never looks at the request.</summary>
/// <param name="Kind">What kind of actor.</param>
/// <param name="UserId">The user, when a person acts.</param>
/// <param name="Name">Display name of the user, name of the key, or of the job.</param>
public sealed record Actor(ActorKind Kind, Guid? UserId, string Name)
{
    /// <summary>The portal acting by itself.</summary>
    public static readonly Actor Portal = new(ActorKind.Portal, null, "portal");

    /// <summary>A signed-in person.</summary>
    public static Actor Person(Guid userId, string name) => new(ActorKind.Person, userId, name);

    /// <summary>Another system.</summary>
    public static Actor System(string keyName) => new(ActorKind.System, null, keyName);
}

/// <summary>Kinds of <see cref="Actor"/>.</summary>
public enum ActorKind
{
    Portal = 0,
    Person = 1,
    System = 2,
}
