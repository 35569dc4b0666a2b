using Dpemt.Portal.Web.Hosting;

var app = PortalHost.Build(args);
await app.RunAsync();
