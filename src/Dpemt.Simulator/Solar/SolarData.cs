namespace Dpemt.Simulator.Solar;

/// <summary>A small invented SOLAR: people, units and appointments that belong to nobody.</summary>
internal static class SolarData
{
    public static readonly Person[] People =
    [
        new(101, "Maria Aparecida Souza", null, "52998224725", "1984-03-12", "Tereza de Souza", "5565999990001"),
        new(102, "João Batista Ferreira", null, "11144477735", "1971-08-30", "Ana Ferreira", "5565999990002"),
        new(103, "Ana Luíza Nogueira", "Luiz Nogueira", "39053344705", "1996-11-05", "Carmem Nogueira", "5565999990003"),
        new(104, "Sebastião Ramos", null, "86288366757", "1950-01-20", "Rosa Ramos", "5565999990004"),
    ];

    public static readonly Named[] Districts = [new(1, "Cuiabá"), new(2, "Várzea Grande"), new(3, "Rondonópolis"), new(4, "Sinop"), new(5, "Cáceres")];

    public static readonly Named[] Areas = [new(1, "Família"), new(2, "Cível"), new(3, "Criminal"), new(4, "Infância e Juventude"), new(5, "Saúde")];

    public static readonly Unit[] Units =
    [
        new(11, "Núcleo de Família de Cuiabá", 1, [1], "6530000011", "familia.cuiaba@exemplo.local", true),
        new(12, "Núcleo Cível de Cuiabá", 1, [2, 5], "6530000012", "civel.cuiaba@exemplo.local", true),
        new(21, "Núcleo de Várzea Grande", 2, [1, 2, 3], "6530000021", "varzeagrande@exemplo.local", false),
        new(31, "Núcleo de Rondonópolis", 3, [1, 2, 3, 4], "6630000031", "rondonopolis@exemplo.local", true),
        new(41, "Núcleo de Sinop", 4, [1, 2], "6630000041", "sinop@exemplo.local", true),
    ];

    public static readonly Subject[] Subjects =
    [
        new(201, "Pensão alimentícia", 1, ["RG e CPF", "Certidão de nascimento do filho", "Comprovante de endereço"]),
        new(202, "Guarda e visitas", 1, ["RG e CPF", "Certidão de nascimento do filho"]),
        new(203, "Divórcio", 1, ["RG e CPF", "Certidão de casamento"]),
        new(204, "Medicamentos", 5, ["RG e CPF", "Cartão do SUS", "Receita e laudo médico"]),
        new(205, "Despejo e aluguel", 2, ["RG e CPF", "Contrato de aluguel"]),
    ];

    /// <summary>Appointments, with days counted from today so that the data never grow old.</summary>
    public static readonly Appointment[] Appointments =
    [
        new(501, "202600000501", 101, 11, 201, 3, 14, false),
        new(502, "202600000502", 101, 11, 203, -40, 9, true),
        new(503, "202600000503", 102, 31, 205, 8, 10, false),
        new(504, "202600000504", 103, 12, 204, -5, 15, true),
    ];

    public static Named DistrictOf(Unit unit) => Array.Find(Districts, district => district.Id == unit.DistrictId)!;
}

internal sealed record Named(int Id, string Name);

internal sealed record Person(int Id, string Name, string? SocialName, string Cpf, string BornOn, string Mother, string Phone);

internal sealed record Unit(int Id, string Name, int DistrictId, int[] AreaIds, string Phone, string Email, bool OnlineBooking);

internal sealed record Subject(int Id, string Name, int AreaId, string[] Documents);

internal sealed record Appointment(int Id, string Number, int PersonId, int UnitId, int SubjectId, int DaysFromToday, int Hour, bool Done);
