using Dpemt.Portal.Conversations.Receptions;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Holidays;

/// <summary>For whom a holiday counts.</summary>
public enum HolidayScope
{
    Everyone,
    City,
    Reception,
}

/// <summary>A holiday while it is typed.</summary>
public sealed class HolidayDraft
{
    private readonly int? _id;

    public HolidayDraft(HolidayForm? form)
    {
        if (form is null) return;
        (_id, Date, Name, CityCode, ReceptionId) = (form.Id, form.Date, form.Name, form.CityCode, form.ReceptionId);
        Scope = form.ReceptionId is not null ? HolidayScope.Reception : form.CityCode is not null ? HolidayScope.City : HolidayScope.Everyone;
    }

    public DateOnly? Date { get; set; }

    public string? Name { get; set; } = "";

    public HolidayScope Scope { get; set; }

    public string? CityCode { get; set; }

    public int? ReceptionId { get; set; }

    /// <summary>What is missing that the server would take for something else: an empty city means all of them.</summary>
    public IReadOnlyList<Dpemt.Portal.Conversations.FieldFault> Missing()
    {
        var faults = new List<Dpemt.Portal.Conversations.FieldFault>();
        if (Date is null) faults.Add(new(nameof(Date), "Escolha a data."));
        if (Scope == HolidayScope.City && string.IsNullOrWhiteSpace(CityCode)) faults.Add(new(nameof(CityCode), "Escolha a cidade."));
        if (Scope == HolidayScope.Reception && ReceptionId is null) faults.Add(new(nameof(ReceptionId), "Escolha a recepção."));
        return faults;
    }

    public HolidayForm ToForm() => new(
        _id, Date ?? default, Name ?? "", Scope == HolidayScope.City ? CityCode : null, Scope == HolidayScope.Reception ? ReceptionId : null);
}
