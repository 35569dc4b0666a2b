using System.Runtime.CompilerServices;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Exports;

namespace Dpemt.Portal.Contract.MessageExports;

/// <summary>Metered messages as lines of a file.</summary>
public static class MessageTable
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("Mensagem", ExportKind.Count, 12), new("wamid", Width: 64), new("Dia", ExportKind.Day, 12), new("Competência", Width: 13), new("Categoria", Width: 14), new("Modelo", Width: 30),
        new("Recepção", Width: 30), new("Motivo", Width: 22), new("Preço da categoria devido", Width: 14), new("Envio devido", Width: 12), new("A Meta disse", Width: 24), new("Nossa tarifa", Width: 13),
        new("Ajuste", Width: 9), new("Conta", ExportKind.Count, 8),
    ];

    /// <summary>The lines. One list is filled again and again: whoever keeps a line copies it.</summary>
    /// <param name="lines">The messages.</param>
    /// <param name="receptions">Names by number; a reception without a name is given by its number.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        IAsyncEnumerable<MeteredLine> lines, IReadOnlyDictionary<int, string> receptions, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var row = new object?[14];
        await foreach (var line in lines.WithCancellation(cancellation))
        {
            row[0] = line.MessageId;
            row[1] = line.Wamid;
            row[2] = line.Day;
            row[3] = line.OfMonth.Label;
            row[4] = line.Category.Label();
            row[5] = line.Template;
            row[6] = line.ReceptionId == 0 ? null : receptions.TryGetValue(line.ReceptionId, out var name) ? name : $"nº {line.ReceptionId}";
            row[7] = line.Reason.Label();
            row[8] = line.Charged ? "sim" : "não";
            row[9] = line.Sent ? "sim" : "não";
            row[10] = line.Meta.Label();
            row[11] = line.TariffCharges ? "cobra" : "não cobra";
            row[12] = line.Late ? "sim" : "não";
            row[13] = line.Count;
            yield return row;
        }
    }
}
