using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Templates;

/// <summary>
/// Brings the list of templates up to date with the provider. One that is no longer listed is kept, for what was sent
/// with it, and cannot be sent any more. Safe to run twice, also at the same moment.
/// </summary>
public sealed class SyncTemplates(IDbContextFactory<PortalDbContext> contexts, ProviderTemplates provider, TimeProvider clock)
{
    /// <summary>Status of a template that the provider lists no longer.</summary>
    public const string Gone = "DELETED";

    /// <summary>Returns how many templates the provider listed.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var listed = (await provider.ListAsync(cancellation)).Where(t => t.Name.Length <= Template.NameLength && t.Language.Length <= 10)
            .DistinctBy(t => (t.Name, t.Language)).ToList();
        for (var tries = 0; ; tries++)
        {
            try
            {
                await StoreAsync(listed, cancellation);
                return listed.Count;
            }
            catch (DbUpdateException) when (tries < 2)
            {
                // Another run has just stored the same template: read again and go on from there.
            }
        }
    }

    private async Task StoreAsync(List<ProviderTemplate> listed, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var known = await db.Templates.ToDictionaryAsync(t => (t.Name, t.Language), cancellation);
        foreach (var item in listed)
        {
            if (!known.Remove((item.Name, item.Language), out var template))
            {
                template = new Template { Name = item.Name, Language = item.Language, Category = "", Status = "", Body = "", Components = "" };
                db.Templates.Add(template);
            }

            template.Category = Cut(item.Category);
            template.Status = Cut(item.Status);
            template.Body = item.Body;
            template.Components = item.Components;
            template.SeenAt = now;
        }

        foreach (var missing in known.Values)
            missing.Status = Gone;
        await db.SaveChangesAsync(cancellation);
    }

    private static string Cut(string word) => word.Length <= 40 ? word : word[..40];
}
