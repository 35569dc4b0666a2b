using System.Data;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Receptions;

/// <summary>A holiday in the list.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Date">The day.</param>
/// <param name="Name">Its name.</param>
/// <param name="CityCode">Only for receptions of this city.</param>
/// <param name="ReceptionId">Only for this reception.</param>
/// <param name="AppliesTo">For whom, in words.</param>
public sealed record HolidayRow(int Id, DateOnly Date, string Name, string? CityCode, int? ReceptionId, string AppliesTo);

/// <summary>The days without service, for their page.</summary>
public sealed class HolidayList(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Lists them by date; the search looks at the name.</summary>
    /// <param name="query">Search and page.</param>
    /// <param name="year">Only of this year; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<TablePage<HolidayRow>> RunAsync(TableQuery query, int? year, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var holidays = db.Holidays.AsNoTracking();
        if (year is >= 1 and < 9999)
        {
            var from = new DateOnly(year.Value, 1, 1);
            var to = from.AddYears(1);
            holidays = holidays.Where(h => h.Date >= from && h.Date < to);
        }

        if (query.Pattern() is { } pattern)
            holidays = holidays.Where(h => EF.Functions.Like(h.Name, pattern, "\\"));
        var page = await holidays.OrderBy(h => h.Date).ThenBy(h => h.Id)
            .Select(h => new { Holiday = h, Reception = db.Receptions.Where(r => r.Id == h.ReceptionId).Select(r => r.Name).FirstOrDefault() })
            .PageAsync(query, cancellation);
        return new(
            [.. page.Rows.Select(p => new HolidayRow(
                p.Holiday.Id, p.Holiday.Date, p.Holiday.Name, p.Holiday.CityCode, p.Holiday.ReceptionId,
                p.Reception ?? CityFinder.Default.Find(p.Holiday.CityCode)?.Name ?? "Todas as recepções"))],
            page.Total);
    }
}

/// <summary>Adds or changes a day without service.</summary>
public sealed class SaveHoliday(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Saves whatever the line has become meanwhile.</summary>
    public Task<SaveResult> RunAsync(Actor who, HolidayForm form, CancellationToken cancellation) => RunAsync(who, form, null, cancellation);

    /// <summary>Saves, or says all that is wrong, or that the line is no longer as it was loaded.</summary>
    public async Task<SaveResult> RunAsync(Actor who, HolidayForm form, HolidayForm? loaded, CancellationToken cancellation)
    {
        var city = string.IsNullOrWhiteSpace(form.CityCode) ? null : form.CityCode;
        var name = form.Name.Trim();
        var faults = new List<FieldFault>();
        if (name.Length is 0 or > 80)
            faults.Add(new(nameof(form.Name), "Dê um nome ao feriado, com no máximo 80 caracteres."));
        if (form.Date.Year is < 2020 or > 2100)
            faults.Add(new(nameof(form.Date), "Confira o ano da data."));
        if (city is not null && CityFinder.Default.Find(city) is null)
            faults.Add(new(nameof(form.CityCode), "Esta cidade não existe em Mato Grosso."));
        if (city is not null && form.ReceptionId is not null)
            faults.Add(new(nameof(form.ReceptionId), "Escolha a cidade ou a recepção, não as duas."));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        if (form.ReceptionId is { } reception && !await db.Receptions.AnyAsync(r => r.Id == reception, cancellation))
            faults.Add(new(nameof(form.ReceptionId), "Esta recepção não existe mais."));
        if (await db.Holidays.AnyAsync(h => h.Date == form.Date && h.CityCode == city && h.ReceptionId == form.ReceptionId && h.Id != form.Id, cancellation))
            faults.Add(new(nameof(form.Date), "Esta data já está cadastrada."));
        if (faults.Count > 0)
            return new(faults);
        var holiday = form.Id is { } id ? await db.Holidays.FirstOrDefaultAsync(h => h.Id == id, cancellation) : null;
        if (form.Id is not null && holiday is null)
            return SaveResult.Fault("", "Este feriado foi apagado por outra pessoa. Recarregue a lista.");
        if (holiday is not null && await db.ConflictAsync(Settings.Holidays, holiday.Id, loaded, FormOf(holiday), cancellation) is { } conflict)
            return conflict;
        if (holiday is null)
            db.Holidays.Add(holiday = new Holiday { Name = name });
        holiday.Name = name;
        holiday.Date = form.Date;
        holiday.CityCode = city;
        holiday.ReceptionId = form.ReceptionId;
        await db.SaveChangesAsync(cancellation);
        db.Changed(who, Settings.Holidays, holiday.Id, clock.GetUtcNow(), $"Feriado {name} em {form.Date:dd/MM/yyyy}");
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return SaveResult.Ok(holiday.Id);
    }

    private static HolidayForm FormOf(Holiday holiday) => new(holiday.Id, holiday.Date, holiday.Name, holiday.CityCode, holiday.ReceptionId);
}

/// <summary>Removes a day without service.</summary>
public sealed class DeleteHoliday(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Deletes; deleting what is gone is done.</summary>
    public async Task<SaveResult> RunAsync(Actor who, int id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Holidays.FirstOrDefaultAsync(h => h.Id == id, cancellation) is { } holiday)
        {
            db.Holidays.Remove(holiday);
            db.Changed(who, Settings.Holidays, id, clock.GetUtcNow(), $"Feriado apagado: {holiday.Name} em {holiday.Date:dd/MM/yyyy}");
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return SaveResult.Ok(id);
    }
}
