using Dpemt.Portal.Web.Hosting.Commands;

return await PortalCommands.InvokeAsync(args);
