namespace Dpemt.Portal.Contract.Sanctions;

/// <summary>The four tables of TR 27.20.</summary>
public enum DosimetryTable
{
    DataProtection = 0,
    Integrity = 1,
    ConflictOfInterest = 2,
    Sustainability = 3,
}

/// <summary>How grave a row calls its breach.</summary>
public enum Gravity
{
    Light = 0,
    LightOrMedium = 1,
    Medium = 2,
    MediumOrHigh = 3,
    High = 4,

    /// <summary>"Grave", the word of the sustainability table.</summary>
    Grave = 5,
    Gravest = 6,
}

/// <summary>What the percentage of a row is taken of.</summary>
public enum FineBase
{
    /// <summary>The contract's value; also where the row names none (TR 27.19.2.1).</summary>
    Contract = 0,

    /// <summary>The value of the obligation.</summary>
    Obligation = 1,

    /// <summary>The value of the item.</summary>
    Item = 2,
}

/// <summary>The fine of a row.</summary>
/// <param name="From">Lowest percentage; 0 when the row says only "up to".</param>
/// <param name="To">Highest percentage.</param>
/// <param name="Base">What it is taken of.</param>
/// <param name="BaseIsNamed">False when the row names no base.</param>
/// <param name="OnRecurrence">True when it comes only with a recurrence.</param>
/// <param name="Stated">False when the row names a class of fine without a figure; the range is then that of the same class in another row.</param>
public sealed record FineRange(decimal From, decimal To, FineBase Base = FineBase.Contract, bool BaseIsNamed = true, bool OnRecurrence = false, bool Stated = true);

/// <summary>One row of a table of TR 27.20, in our words; figures as in the table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Breach">What was not kept.</param>
/// <param name="Gravity">How grave.</param>
/// <param name="Criterion">How the harm is measured.</param>
/// <param name="Fine">The fine; null when the row has none.</param>
/// <param name="Warning">True when a warning is foreseen, alone or beside the fine.</param>
/// <param name="Further">Other consequences.</param>
public sealed record DosimetryRow(
    DosimetryTable Table, int Number, string Breach, Gravity Gravity, string Criterion, FineRange? Fine, bool Warning, IReadOnlyList<string> Further);

/// <summary>Proposes by the tables of TR 27.20. Pure: it never acts.</summary>
public static class Dosimetry
{
    /// <summary>Name of a table on screens.</summary>
    public static string Label(this DosimetryTable table) => table switch
    {
        DosimetryTable.Integrity => "Plano de Integridade",
        DosimetryTable.ConflictOfInterest => "Conflito de interesses",
        DosimetryTable.Sustainability => "Sustentabilidade",
        _ => "LGPD",
    };

    /// <summary>Name of a gravity on screens.</summary>
    public static string Label(this Gravity gravity) => gravity switch
    {
        Gravity.Light => "Leve",
        Gravity.LightOrMedium => "Leve/Média",
        Gravity.Medium => "Média",
        Gravity.MediumOrHigh => "Média/Alta",
        Gravity.High => "Alta",
        Gravity.Grave => "Grave",
        _ => "Gravíssima",
    };

    /// <summary>What a percentage is taken of, on screens.</summary>
    public static string Label(this FineBase fineBase) => fineBase switch
    {
        FineBase.Obligation => "valor da obrigação",
        FineBase.Item => "valor do item",
        _ => "valor do contrato",
    };

    /// <summary>What a row allows.</summary>
    /// <param name="row">The row.</param>
    /// <param name="value">Value of the base that the row names, R$, not negative.</param>
    /// <param name="contractValue">Value of the contract, for the limits of the law.</param>
    /// <param name="recurrence">True for a recurrence.</param>
    public static FineProposal Propose(DosimetryRow row, decimal value, decimal contractValue, bool recurrence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfNegative(contractValue);
        var clause = $"TR 27.20, tabela {row.Table.Label()}, linha {row.Number:00}";
        var remarks = new List<string>();
        if (row.Warning)
            remarks.Add(row.Fine is null or { OnRecurrence: true } ? "Advertência." : "Cabe advertência, pela gravidade do caso.");
        remarks.AddRange(row.Further);
        if (row.Fine is not { } fine || (fine.OnRecurrence && !recurrence))
        {
            if (row.Fine is not null)
                remarks.Add("A multa desta linha só cabe em caso de reincidência.");
            remarks.Add(General);
            return new(0m, 0m, clause, [new("Sem multa")], remarks);
        }

        decimal lowest = Fines.Part(value, fine.From), highest = Fines.Part(value, fine.To);
        var of = $"sobre o {fine.Base.Label()}";
        var memory = new List<CalculationLine>();
        if (fine.From > 0 && fine.From != fine.To)
            memory.Add(Fines.Line(value, fine.From, $"{of}, no mínimo"));
        memory.Add(Fines.Line(value, fine.To, fine.From == fine.To ? of : $"{of}, no máximo"));
        if (!fine.BaseIsNamed)
            remarks.Add("A linha não diz a base do percentual: aqui, o valor do contrato. A confirmar pela assessoria jurídica.");
        if (!fine.Stated)
            remarks.Add("A linha não dá o percentual: aqui, o da mesma classe de multa em outra linha da tabela. A confirmar pela assessoria jurídica.");
        remarks.AddRange(Fines.Floor(contractValue, lowest));
        remarks.Add(General);
        return new(lowest, highest, clause, memory, remarks);
    }

    private const string General =
        "É uma proposta: pesam gravidade, prejuízo, reincidência, dolo ou culpa e cooperação (TR 27.19.2), depois da defesa (Lei 14.133/2021, arts. 156 a 158). "
        + "O TR 27.19.2.1 cita o art. 156, III, mas a multa está no inciso II.";
}
