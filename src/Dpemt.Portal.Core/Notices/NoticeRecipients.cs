using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Dpemt.Portal.Notices;

/// <summary>A recipient as she is typed.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Name">Up to 80 characters.</param>
/// <param name="Email">Her address.</param>
/// <param name="Subjects">What she wants to hear of; at least one.</param>
/// <param name="Enabled">False keeps her without sending.</param>
public sealed record RecipientForm(int? Id, string Name, string Email, NoticeSubjects Subjects, bool Enabled);

/// <summary>What an act on recipients answers.</summary>
/// <param name="Refusal">What stands against it, or null.</param>
/// <param name="Text">What to tell when it was done.</param>
public sealed record NoticeResult(Refusal? Refusal, string Text = "")
{
    /// <summary>True when it was done.</summary>
    public bool Done => Refusal is null;
}

/// <summary>Who is told by e-mail.</summary>
public sealed class NoticeRecipients(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Key of the table in the change feed (<see cref="ChangeTopics.Settings"/>).</summary>
    public const string Table = "notice-recipients";

    /// <summary>Names of the subjects, in the order of screens.</summary>
    public static readonly IReadOnlyList<(NoticeSubjects Subject, string Label)> Subjects =
    [
        (NoticeSubjects.Incidents, "Incidentes e chamados, a qualquer hora"),
        (NoticeSubjects.Deadlines, "Prazos do contrato"),
        (NoticeSubjects.Consumption, "Consumo do contrato"),
        (NoticeSubjects.Security, "Segurança e dados pessoais"),
    ];

    /// <summary>Most recipients: these are the people on duty, not a mailing list.</summary>
    public const int Most = 100;

    /// <summary>All of them, by name. Names are sealed, so they are ordered here; <see cref="Most"/> bounds it.</summary>
    public async Task<IReadOnlyList<RecipientForm>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.NoticeRecipients.AsNoTracking().ToListAsync(cancellation);
        return [.. rows.Select(r => new RecipientForm(r.Id, r.Name, r.Email, r.Subjects, r.Enabled)).OrderBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Adds or changes one.</summary>
    public async Task<NoticeResult> SaveAsync(Actor who, RecipientForm form, CancellationToken cancellation)
    {
        var (name, email) = (form.Name.Trim(), form.Email.Trim());
        if (name.Length is 0 or > 80)
            return Refuse("nome", "Informe o nome, com até 80 caracteres.");
        if (email.Length > 200 || !MailboxAddress.TryParse(email, out var address) || address.Address != email || !email.Contains('@', StringComparison.Ordinal))
            return Refuse("email", "Informe um endereço de e-mail, como plantao@exemplo.mt.gov.br.");
        if (form.Subjects == NoticeSubjects.None)
            return Refuse("assuntos", "Escolha ao menos um assunto. Para parar de enviar sem perder o cadastro, desmarque “Recebe avisos”.");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var all = await db.NoticeRecipients.ToListAsync(cancellation);
        if (all.Exists(r => r.Id != form.Id && string.Equals(r.Email, email, StringComparison.OrdinalIgnoreCase)))
            return Refuse("email", "Este endereço já está cadastrado.");
        var recipient = form.Id is { } id ? all.Find(r => r.Id == id) : null;
        if (form.Id is not null && recipient is null)
            return Refuse("removido", "Este destinatário foi removido por outra pessoa. Recarregue a lista.");
        if (recipient is null)
        {
            if (all.Count >= Most)
                return Refuse("quantos", $"Há {Most} destinatários. Use uma lista de distribuição do servidor de e-mail.");
            db.NoticeRecipients.Add(recipient = new NoticeRecipient { Name = name, Email = email });
        }

        (recipient.Name, recipient.Email, recipient.Subjects, recipient.Enabled) = (name, email, form.Subjects, form.Enabled);
        await db.SaveChangesAsync(cancellation);
        Changed(db, who, recipient.Id, $"Destinatário de avisos: assuntos {(int)form.Subjects}, {(form.Enabled ? "ativo" : "inativo")}");
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new(null, $"{name} salvo.");
    }

    /// <summary>Removes one; what was sent to her stays in the list of notices without her name.</summary>
    public async Task<NoticeResult> DeleteAsync(Actor who, int id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.NoticeRecipients.SingleOrDefaultAsync(r => r.Id == id, cancellation) is not { } recipient)
            return new(null, "Já estava removido.");
        db.NoticeRecipients.Remove(recipient);
        Changed(db, who, id, "Destinatário de avisos removido");
        await db.SaveChangesAsync(cancellation);
        return new(null, $"{recipient.Name} removido.");
    }

    private void Changed(PortalDbContext db, Actor who, int id, string detail)
    {
        var now = clock.GetUtcNow();
        db.Audit(who, AuditActions.SettingsChanged, Table, id, now, detail);
        db.Announce(ChangeTopics.Settings, Table, now);
    }

    private static NoticeResult Refuse(string code, string text) => new(new Refusal(code, text));
}
