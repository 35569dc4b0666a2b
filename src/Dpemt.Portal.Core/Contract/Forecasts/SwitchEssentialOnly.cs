using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>What a person sets.</summary>
/// <param name="On">Hold back, or let everything leave again.</param>
/// <param name="HoldsUtility">Hold back utility too; says nothing when off.</param>
/// <param name="Until">Last local day; null until it is switched off.</param>
/// <param name="Reason">10 to 2000 characters.</param>
/// <param name="Seen">Number of the newest act that the person saw; 0 for none.</param>
public sealed record EssentialOnlyForm(bool On, bool HoldsUtility, DateOnly? Until, string Reason, int Seen);

/// <summary>Switches "essential only". Those who answer for balances or for sending may; the caller has checked the role.</summary>
public sealed class SwitchEssentialOnly(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The acts, newest first; the first one holds. At most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<EssentialOnly>> HistoryAsync(int most, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.EssentialOnly.AsNoTracking().OrderByDescending(e => e.Number).Take(most).ToListAsync(cancellation);
    }

    /// <summary>Records the act; it holds from the next message on.</summary>
    public async Task<ContractResult> RunAsync(Actor who, EssentialOnlyForm form, CancellationToken cancellation)
    {
        var (now, reason) = (clock.GetUtcNow(), form.Reason.Trim());
        if (reason.Length is < 10 or > 2000)
            return ContractResult.Refuse("motivo", "Escreva o motivo, com 10 a 2000 caracteres: quem tiver uma mensagem retida vai perguntar.");
        if (form is { On: true, Until: { } until } && until < ContractTime.DayOf(now))
            return ContractResult.Refuse("ate", "O último dia já passou. Escolha hoje ou depois, ou deixe sem data.");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var newest = await db.EssentialOnly.AsNoTracking().OrderByDescending(e => e.Number).FirstOrDefaultAsync(cancellation);
        if ((newest?.Number ?? 0) != form.Seen)
            return Overtaken();
        if (!form.On && newest?.HoldsOn(ContractTime.DayOf(now)) != true)
            return ContractResult.Refuse("ja-desligado", "O modo já está desligado: nada está retido.");
        var act = new EssentialOnly
        {
            Number = form.Seen + 1,
            On = form.On,
            HoldsUtility = form is { On: true, HoldsUtility: true },
            Until = form.On ? form.Until : null,
            Reason = reason,
            At = now,
            ByUserId = who.UserId,
            ByName = who.Name,
        };
        db.EssentialOnly.Add(act);
        db.Audit(who, AuditActions.SendingLimited, "somente-essenciais", act.Number, now, InWords(act));
        db.Announce(ChangeTopics.EssentialOnly, act.Number, now);
        await db.TellAsync(
            NoticeSubjects.Consumption, $"somente-essenciais-{act.Number}", InWords(act),
            $"{InWords(act)}, por {act.ByName}, em {ContractText.Instant(now)} (horário de Cuiabá).\n\nMotivo: {act.Reason}\n\nNo portal: /contrato/consumo/previsao\n", now, cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            await using var fresh = await contexts.CreateDbContextAsync(cancellation);
            if (await fresh.EssentialOnly.AnyAsync(e => e.Number == act.Number, cancellation))
                return Overtaken();
            throw;
        }

        return ContractResult.Ok(act.Id);
    }

    private static string InWords(EssentialOnly act) => !act.On
        ? "Modo “somente essenciais” desligado"
        : $"Modo “somente essenciais” ligado: {(act.HoldsUtility ? "marketing e utilidade ficam retidos" : "marketing fica retido")}{(act.Until is { } last ? $" até {last.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)}" : "")}";

    private static ContractResult Overtaken() =>
        ContractResult.Refuse("mudado-por-outro", "Outra pessoa mudou o modo enquanto você escrevia. Veja como está antes de continuar.");
}
