using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Notices;

/// <summary>Registers what tells people outside the portal.</summary>
public static class NoticesModule
{
    /// <summary>Adds the module with its worker.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.TryAddSingleton<IMailRoute, ConfiguredMailRoute>();
        services.AddSingleton<SmtpCourier>();
        services.AddSingleton(p => new SendNotices(
            p.GetRequiredService<IDbContextFactory<PortalDbContext>>(), p.GetRequiredService<IMailRoute>(), p.GetRequiredService<SmtpCourier>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new SendTestMail(
            p.GetRequiredService<IDbContextFactory<PortalDbContext>>(), p.GetRequiredService<IMailRoute>(), p.GetRequiredService<SmtpCourier>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<NoticeRecipients>();
        services.AddSingleton<NoticeLog>();
        services.AddHostedService<NoticeWorker>();
        return services;
    }
}
