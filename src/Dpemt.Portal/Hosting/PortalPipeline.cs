using Dpemt.Portal.Web.Components;
using Dpemt.Portal.Web.Features.Api;
using Dpemt.Portal.Web.Features.Contract.Availability;
using Dpemt.Portal.Web.Features.Contract.Consumption;
using Dpemt.Portal.Web.Features.Contract.Documents;
using Dpemt.Portal.Web.Features.Contract.Invoices;
using Dpemt.Portal.Web.Features.Contract.MessageExports;
using Dpemt.Portal.Web.Features.Contract.Panel;
using Dpemt.Portal.Web.Features.Contract.Papers;
using Dpemt.Portal.Web.Features.Conversations.Desk;
using Dpemt.Portal.Web.Features.Identity.Account;
using Dpemt.Portal.Web.Features.Identity.SignIn;
using Dpemt.Portal.Web.Features.Messaging;
using Dpemt.Portal.Web.Features.Operations;
using Dpemt.Portal.Web.Hosting.Health;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>The order in which a request passes through the portal, and every endpoint.</summary>
public static class PortalPipeline
{
    /// <summary>Adds middleware and endpoints.</summary>
    public static void UsePortal(this WebApplication app)
    {
        app.UsePortalErrors();
        app.UseApiProblems();
        app.UsePortalCulture();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UsePasswordChange();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapPortalHealth();
        app.MapSignOut();
        app.MapWebhooks();
        app.MapApi();
        app.MapJobsDashboard();
        app.MapConversationFiles();
        app.MapContractDocuments();
        app.MapInvoices();
        app.MapMonthVersions();
        app.MapDeadlineCalendar();
        app.MapPapers();
        app.MapConsumptionFiles();
        app.MapMessageExports();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
