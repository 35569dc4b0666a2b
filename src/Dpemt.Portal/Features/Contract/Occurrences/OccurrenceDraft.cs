using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Occurrences;
using Dpemt.Portal.Web.Features.Contract.Documents;

namespace Dpemt.Portal.Web.Features.Contract.Occurrences;

/// <summary>The file of a form: stored once, however often the form is refused afterwards.</summary>
public abstract class DraftWithFile
{
    private (PickedFile File, long Id)? _stored;

    public PickedFile? File { get; set; }

    public async Task<(ContractResult? Refused, long? Document)> StoreAsync(Func<PickedFile, Task<ContractResult>> store)
    {
        if (File is not { } file)
            return (null, null);
        if (!ReferenceEquals(_stored?.File, file))
        {
            var result = await store(file);
            if (!result.Done)
                return (result, null);
            _stored = (file, result.Id!.Value);
        }

        return (null, _stored!.Value.Id);
    }
}

/// <summary>A new occurrence while it is typed.</summary>
public sealed class OccurrenceDraft : DraftWithFile
{
    public OccurrenceDraft(DateOnly today, UnmetRequirement? requirement)
    {
        HappenedOn = today;
        if (requirement is null)
            return;
        (RequirementKey, Title, Clause, Facts, Component) = (requirement.Key, requirement.Title, requirement.Clause, requirement.Facts, requirement.Component);
    }

    public DateOnly? HappenedOn { get; set; }

    public string? Title { get; set; }

    public string? Clause { get; set; }

    public string? Facts { get; set; }

    public ServiceComponent? Component { get; set; }

    public string? Incident { get; set; }

    public string? RequirementKey { get; }

    public string? Missing() => HappenedOn is null ? "Informe a data."
        : !string.IsNullOrWhiteSpace(Incident) && !long.TryParse(Incident.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? "O incidente é um número, como 12."
        : null;

    public NewOccurrence ToForm(long? document) => new(
        HappenedOn!.Value, Title ?? "", Clause ?? "", Facts ?? "", Component,
        string.IsNullOrWhiteSpace(Incident) ? null : long.Parse(Incident.Trim(), NumberStyles.None, CultureInfo.InvariantCulture), document, RequirementKey);
}

/// <summary>An entry while it is typed.</summary>
public sealed class EntryDraft(OccurrenceEntryKind kind, DateOnly today) : DraftWithFile
{
    public OccurrenceEntryKind Kind { get; } = kind;

    public DateOnly? EventOn { get; set; } = today;

    public string? Text { get; set; }

    public string? Channel { get; set; }

    public string? AnswerDays { get; set; }

    public int? Corrects { get; set; }

    public string? Missing() => EventOn is null ? "Informe a data."
        : Kind == OccurrenceEntryKind.Notified && !string.IsNullOrWhiteSpace(AnswerDays) && !int.TryParse(AnswerDays.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? "O prazo é um número de dias úteis, como 5. Deixe em branco para não dar prazo."
            : null;

    public NewOccurrenceEntry ToForm(long? document) => new(
        Kind, Text ?? "", EventOn!.Value, Channel,
        Kind == OccurrenceEntryKind.Notified && !string.IsNullOrWhiteSpace(AnswerDays) ? int.Parse(AnswerDays.Trim(), NumberStyles.None, CultureInfo.InvariantCulture) : null,
        Corrects, document);
}
