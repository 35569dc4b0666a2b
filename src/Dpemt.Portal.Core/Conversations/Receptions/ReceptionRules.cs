using Dpemt.Portal.Conversations.Flow;

namespace Dpemt.Portal.Conversations.Receptions;

/// <summary>What makes a reception's form right.</summary>
internal static class ReceptionRules
{
    internal static List<FieldFault> Check(ReceptionForm form)
    {
        var faults = new List<FieldFault>();
        if (form.Name.Trim().Length is 0 or > 80)
            faults.Add(new(nameof(form.Name), "Dê um nome à recepção, com no máximo 80 caracteres."));
        if (CityFinder.Default.Find(form.CityCode) is null)
            faults.Add(new(nameof(form.CityCode), "Escolha a cidade da recepção."));
        if (form.Address?.Trim().Length > 200)
            faults.Add(new(nameof(form.Address), "O endereço só pode ter 200 caracteres."));
        if (form.Telephone?.Trim().Length > 40)
            faults.Add(new(nameof(form.Telephone), "O telefone só pode ter 40 caracteres."));
        if (form.IsFallback && !form.Active)
            faults.Add(new(nameof(form.Active), "A recepção padrão precisa estar ativa."));
        CheckPeriods(form, faults);
        CheckCoverage(form, faults);
        return faults;
    }

    private static void CheckPeriods(ReceptionForm form, List<FieldFault> faults)
    {
        foreach (var day in form.Periods.GroupBy(p => p.Day))
        {
            var name = System.Globalization.CultureInfo.GetCultureInfo("pt-BR").DateTimeFormat.GetDayName(day.Key);
            if (day.FirstOrDefault(p => p.From >= p.To) is { } inverted)
                faults.Add(new(nameof(form.Periods), $"Em {name}, o período das {inverted.From:HH\\:mm} termina antes de começar."));
            var ordered = day.OrderBy(p => p.From).ToList();
            for (var i = 1; i < ordered.Count; i++)
            {
                if (ordered[i].From < ordered[i - 1].To)
                {
                    faults.Add(new(
                        nameof(form.Periods),
                        $"Em {name}, os períodos {ordered[i - 1].From:HH\\:mm}–{ordered[i - 1].To:HH\\:mm} e {ordered[i].From:HH\\:mm}–{ordered[i].To:HH\\:mm} se sobrepõem."));
                }
            }
        }
    }

    private static void CheckCoverage(ReceptionForm form, List<FieldFault> faults)
    {
        if (form.Coverage.Any(c => string.IsNullOrWhiteSpace(c.CityCode) && string.IsNullOrWhiteSpace(c.Area)))
            faults.Add(new(nameof(form.Coverage), "Cada linha de abrangência precisa de uma cidade, de uma área ou das duas. Para receber todo o resto, marque “recepção padrão”."));
        if (form.Coverage.Any(c => !string.IsNullOrWhiteSpace(c.CityCode) && CityFinder.Default.Find(c.CityCode) is null))
            faults.Add(new(nameof(form.Coverage), "Uma das cidades da abrangência não existe em Mato Grosso."));
        if (form.Coverage.Any(c => !string.IsNullOrWhiteSpace(c.Area) && Lexicon.Default.Area(c.Area).Key != c.Area))
            faults.Add(new(nameof(form.Coverage), "Uma das áreas da abrangência não existe."));
        if (form.Coverage.Distinct().Count() != form.Coverage.Count)
            faults.Add(new(nameof(form.Coverage), "A mesma cidade e área aparece duas vezes na abrangência."));
    }
}
