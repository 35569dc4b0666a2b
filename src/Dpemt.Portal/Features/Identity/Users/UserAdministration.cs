using Dpemt.Portal.Identity.Users;

namespace Dpemt.Portal.Web.Features.Identity.Users;

/// <summary>What the page of users can do, in one place.</summary>
public sealed record UserAdministration(
    UserList List, CreateUser Create, ChangeUser Change, SetUserEnabled SetEnabled, UnlockUser Unlock, ResetPassword ResetPassword, ResetTwoFactor ResetTwoFactor);
