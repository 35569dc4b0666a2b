using Dpemt.Portal.Contract.Calendar;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Dpemt.Portal.Contract.Panel;

/// <summary>Deadlines as an iCalendar file (RFC 5545): a whole local day each, with the clause and the page where to act.</summary>
public static class DeadlineCalendar
{
    /// <summary>Content type of the file.</summary>
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <summary>Writes the file.</summary>
    /// <param name="deadlines">What to write.</param>
    /// <param name="portal">Address of the portal, with a slash at its end.</param>
    /// <param name="now">The moment of writing.</param>
    public static string Write(IEnumerable<OpenDeadline> deadlines, Uri portal, DateTimeOffset now)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//DPEMT//Portal//PT-BR" };
        calendar.AddProperty("X-WR-CALNAME", "Prazos do contrato");
        foreach (var deadline in deadlines)
        {
            var page = new Uri(portal, deadline.Href);
            var day = deadline.DueOn;
            calendar.Events.Add(new CalendarEvent
            {
                // The same deadline is the same entry when the file is taken in again.
                Uid = $"{deadline.Key}@{portal.Host}",
                DtStamp = new CalDateTime(now.UtcDateTime, "UTC"),
                Start = new CalDateTime(day.Year, day.Month, day.Day),
                Summary = deadline.Title,
                Description = $"Último dia: {day:dd/MM/yyyy} (horário de Cuiabá).\nCláusula: {deadline.Clause}\n{(deadline.Party == DeadlineParty.Office ? "Cabe à Defensoria." : "Cabe à contratada.")}\n{page}",
                Url = page,
                Transparency = Ical.Net.TransparencyType.Transparent,
            });
        }

        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }
}
