namespace Dpemt.Simulator.Solar;

/// <summary>SOLAR's members for the invented data.</summary>
internal static class SolarViews
{
    private static readonly TimeZoneInfo Cuiaba = TimeZoneInfo.FindSystemTimeZoneById("America/Cuiaba");

    public static object Of(Person person) => new
    {
        id = person.Id,
        nome = person.Name,
        nome_social = person.SocialName,
        cpf = person.Cpf,
        data_nascimento = person.BornOn,
        nome_mae = person.Mother,
        telefones = new[] { new { numero = person.Phone, tipo = 4 } },
        aderiu_zap_defensoria = true,
    };

    public static object Of(Named item) => new { id = item.Id, nome = item.Name };

    public static object Of(Unit unit) => new
    {
        id = unit.Id,
        nome = unit.Name,
        comarca = Of(SolarData.DistrictOf(unit)),
        areas = SolarData.Areas.Where(area => unit.AreaIds.Contains(area.Id)).Select(Of),
        telefone = unit.Phone,
        email = unit.Email,
        agendamento_online = unit.OnlineBooking,
        triagem = true,
        predio = new { id = unit.Id, nome = $"Sede {unit.Name}", endereco = $"Rua do Exemplo, {unit.Id}, Centro" },
    };

    public static object Of(Subject subject) => new
    {
        id = subject.Id,
        titulo = subject.Name,
        area = Of(Array.Find(SolarData.Areas, area => area.Id == subject.AreaId)!),
        documentos = subject.Documents.Select(document => new { nome = document }),
    };

    public static object Of(Appointment appointment, DateTimeOffset now)
    {
        var person = Array.Find(SolarData.People, known => known.Id == appointment.PersonId)!;
        var unit = Array.Find(SolarData.Units, known => known.Id == appointment.UnitId)!;
        var subject = Array.Find(SolarData.Subjects, known => known.Id == appointment.SubjectId)!;
        var at = At(now, appointment.DaysFromToday, appointment.Hour);
        return new
        {
            id = appointment.Id,
            numero = appointment.Number,
            tipo = 1,
            area = Of(Array.Find(SolarData.Areas, area => area.Id == subject.AreaId)!),
            qualificacao = new { id = subject.Id, titulo = subject.Name },
            defensor = "Defensor de Exemplo",
            substituto = (string?)null,
            defensoria = new { id = unit.Id, nome = unit.Name },
            predio = new { id = unit.Id, nome = $"Sede {unit.Name}" },
            endereco = $"Rua do Exemplo, {unit.Id}, Centro",
            partes = new[] { new { tipo = 0, pessoa = person.Id, nome = person.Name } },
            data_agendamento = at,
            data_atendimento = appointment.Done ? at : (DateTimeOffset?)null,
            pre_cadastro = false,
            motivo_exclusao = (string?)null,
            categoria_agenda = 1,
            forma_atendimento = "presencial",
        };
    }

    /// <summary>An hour in Mato Grosso, so many days from today.</summary>
    public static DateTimeOffset At(DateTimeOffset now, int days, int hour)
    {
        var local = TimeZoneInfo.ConvertTime(now, Cuiaba).Date.AddDays(days).AddHours(hour);
        return new DateTimeOffset(local, Cuiaba.GetUtcOffset(local));
    }
}
