using System.Data;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Services;

/// <summary>The services, for their page.</summary>
public sealed class ServiceList(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Lists them by area and name; the search looks at name and keywords.</summary>
    public async Task<TablePage<ServiceForm>> RunAsync(TableQuery query, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var services = db.Services.AsNoTracking();
        if (query.Pattern() is { } pattern)
            services = services.Where(s => EF.Functions.Like(s.Name, pattern, "\\") || EF.Functions.Like(s.Keywords, pattern, "\\"));
        return await services.OrderBy(s => s.Area).ThenBy(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new ServiceForm(s.Id, s.Area, s.Name, s.Keywords, s.SelfService, s.OpenLink, s.InstallLinkAndroid, s.InstallLinkIPhone, s.Documents, s.Active))
            .PageAsync(query, cancellation);
    }
}

/// <summary>Adds or changes a service.</summary>
public sealed class SaveService(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Saves whatever the line has become meanwhile.</summary>
    public Task<SaveResult> RunAsync(Actor who, ServiceForm form, CancellationToken cancellation) => RunAsync(who, form, null, cancellation);

    /// <summary>Saves, or says all that is wrong, or that the line is no longer as it was loaded.</summary>
    public async Task<SaveResult> RunAsync(Actor who, ServiceForm form, ServiceForm? loaded, CancellationToken cancellation)
    {
        var faults = Check(form);
        if (faults.Count > 0)
            return new(faults);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        var name = form.Name.Trim();
        if (await db.Services.AnyAsync(s => s.Area == form.Area && s.Name == name && s.Id != form.Id, cancellation))
            return SaveResult.Fault(nameof(form.Name), $"Já existe um serviço chamado “{name}” nesta área.");
        var entry = form.Id is { } id ? await db.Services.FirstOrDefaultAsync(s => s.Id == id, cancellation) : null;
        if (form.Id is not null && entry is null)
            return SaveResult.Fault("", "Este serviço foi apagado por outra pessoa. Recarregue a lista.");
        if (entry is not null && await db.ConflictAsync(Settings.Services, entry.Id, loaded, FormOf(entry), cancellation) is { } conflict)
            return conflict;
        if (entry is null)
            db.Services.Add(entry = new ServiceEntry { Area = form.Area, Name = name, Keywords = "" });
        entry.Area = form.Area;
        entry.Name = name;
        entry.Keywords = KeywordList.Join(KeywordList.Split(form.Keywords));
        entry.SelfService = form.SelfService;
        entry.OpenLink = Text(form.OpenLink);
        entry.InstallLinkAndroid = Text(form.InstallLinkAndroid);
        entry.InstallLinkIPhone = Text(form.InstallLinkIPhone);
        entry.Documents = Text(form.Documents?.ReplaceLineEndings("\n"));
        entry.Active = form.Active;
        await db.SaveChangesAsync(cancellation);
        db.Changed(who, Settings.Services, entry.Id, clock.GetUtcNow(), "Serviço " + name);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return SaveResult.Ok(entry.Id);
    }

    private static ServiceForm FormOf(ServiceEntry entry) => new(
        entry.Id, entry.Area, entry.Name, entry.Keywords, entry.SelfService, entry.OpenLink, entry.InstallLinkAndroid, entry.InstallLinkIPhone, entry.Documents, entry.Active);

    private static List<FieldFault> Check(ServiceForm form)
    {
        var faults = new List<FieldFault>();
        if (Lexicon.Default.Area(form.Area).Key != form.Area)
            faults.Add(new(nameof(form.Area), "Escolha a área."));
        if (form.Name.Trim().Length is 0 or > 100)
            faults.Add(new(nameof(form.Name), "Dê um nome ao serviço, com no máximo 100 caracteres."));
        if (KeywordList.Split(form.Keywords).Count == 0 || form.Keywords.Length > 1000)
            faults.Add(new(nameof(form.Keywords), "Escreva ao menos uma palavra-chave; separe com vírgulas, no máximo 1000 caracteres."));
        if (form.SelfService && Text(form.OpenLink) is null)
            faults.Add(new(nameof(form.OpenLink), "Um serviço do aplicativo precisa do endereço que o abre."));
        foreach (var (field, link) in new[]
        {
            (nameof(form.OpenLink), form.OpenLink), (nameof(form.InstallLinkAndroid), form.InstallLinkAndroid), (nameof(form.InstallLinkIPhone), form.InstallLinkIPhone),
        })
        {
            if (Text(link) is { } url && !(url.Length <= 500 && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps))
                faults.Add(new(field, "O endereço precisa começar com https:// e ter no máximo 500 caracteres."));
        }

        if (form.Documents?.Length > 600)
            faults.Add(new(nameof(form.Documents), "A lista de documentos só pode ter 600 caracteres."));
        return faults;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

/// <summary>Removes a service.</summary>
public sealed class DeleteService(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Deletes; deleting what is gone is done.</summary>
    public async Task<SaveResult> RunAsync(Actor who, int id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Services.FirstOrDefaultAsync(s => s.Id == id, cancellation) is { } entry)
        {
            db.Services.Remove(entry);
            db.Changed(who, Settings.Services, id, clock.GetUtcNow(), "Serviço apagado: " + entry.Name);
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return SaveResult.Ok(id);
    }
}
