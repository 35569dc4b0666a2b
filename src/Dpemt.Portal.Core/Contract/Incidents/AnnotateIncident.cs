using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>Adds a note, with or without a document, to the timeline. Changes no fact, so it asks for no version; allowed in every state.</summary>
public sealed class AnnotateIncident(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Adds the note.</summary>
    public async Task<ContractResult> RunAsync(Actor who, long id, string note, long? document, CancellationToken cancellation)
    {
        if (IncidentRules.CheckReason(note) is not null)
            return ContractResult.Refuse("anotacao", $"Escreva a anotação, com 5 a {IncidentRules.MostText} caracteres e sem dados pessoais de assistidos.");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellation) is not { } incident)
            return ContractResult.Refuse("incidente", "Este incidente não existe.");
        if (document is { } proof && !await db.ContractDocuments.AnyAsync(d => d.Id == proof, cancellation))
            return ContractResult.Refuse("documento", "O documento anexado não foi encontrado. Anexe-o de novo.");
        var now = clock.GetUtcNow();
        db.NoteChange(who, incident, IncidentActs.Annotated, null, note.Trim(), now, document);
        db.Announce(ChangeTopics.Incident, id, now);
        await db.SaveChangesAsync(cancellation);
        return ContractResult.Ok(id);
    }
}
