using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Dpemt.Portal.Testing.Spreadsheets;

/// <summary>
/// A spreadsheet as LibreOffice shows it in Brazil after it has computed every formula anew: what the file says about the results is
/// not believed. Each call has a profile of its own, so that calls beside each other do not meet.
/// </summary>
public sealed class RecomputedSpreadsheet
{
    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Recalculation on load is forced, and numbers are shown as in Brazil.</summary>
    private const string Profile = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
        <item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>pt-BR</value></prop></item>
        </oor:items>
        """;

    private readonly Dictionary<string, List<string[]>> _sheets;

    private RecomputedSpreadsheet(Dictionary<string, List<string[]>> sheets) => _sheets = sheets;

    /// <summary>Names of the sheets that were found.</summary>
    public IReadOnlyCollection<string> Sheets => _sheets.Keys;

    /// <summary>Opens and computes a file of that ending: xlsx, or csv with semicolons.</summary>
    public static async Task<RecomputedSpreadsheet> OpenAsync(byte[] file, string ending = "xlsx")
    {
        var folder = Directory.CreateTempSubdirectory("planilha-");
        try
        {
            var profile = Directory.CreateDirectory(Path.Combine(folder.FullName, "perfil", "user"));
            await File.WriteAllTextAsync(Path.Combine(profile.FullName, "registrymodifications.xcu"), Profile);
            var source = Path.Combine(folder.FullName, "planilha." + ending);
            await File.WriteAllBytesAsync(source, file);
            var made = Directory.CreateDirectory(Path.Combine(folder.FullName, "lida"));
            await RunAsync(
                "--headless", "--norestore", "-env:UserInstallation=" + new Uri(profile.Parent!.FullName).AbsoluteUri,
                ending == "csv" ? "--infilter=CSV:59,34,76,1,,0,false,true" : "--infilter=Calc MS Excel 2007 XML",
                // Semicolon, quotes, UTF-8, cells as shown, every sheet into a file of its own.
                "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true,false,false,-1",
                "--outdir", made.FullName, source);
            var sheets = made.GetFiles("*.csv").ToDictionary(
                f => Path.GetFileNameWithoutExtension(f.Name)["planilha-".Length..], f => Read(File.ReadAllText(f.FullName, Encoding.UTF8)));
            return sheets.Count > 0 ? new(sheets) : throw new InvalidOperationException("LibreOffice opened nothing.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A cell as shown, by sheet, line from 1 and column letter; empty beyond the last one.</summary>
    public string Text(string sheet, int row, char column)
    {
        var lines = _sheets[sheet];
        return row <= lines.Count && column - 'A' < lines[row - 1].Length ? lines[row - 1][column - 'A'] : "";
    }

    /// <summary>A cell as a number, without its currency or percent sign.</summary>
    /// <exception cref="FormatException">It shows no number: text, or an error of its formula.</exception>
    public decimal Number(string sheet, int row, char column)
    {
        var shown = Text(sheet, row, column);
        return decimal.TryParse(shown.Replace("R$", "", StringComparison.Ordinal).Replace("%", "", StringComparison.Ordinal).Trim(), NumberStyles.Number, Brazil, out var number)
            ? number
            : throw new FormatException($"{sheet}!{column}{row} shows '{shown}'.");
    }

    /// <summary>Number of lines of a sheet.</summary>
    public int Lines(string sheet) => _sheets[sheet].Count;

    private static async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("soffice") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"soffice ended with {process.ExitCode}: {await output} {await error}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static List<string[]> Read(string csv)
    {
        var (lines, fields, field, quoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            var c = csv[i];
            if (quoted && c == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                field.Append(csv[++i]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is ';' or '\n')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    lines.Add([.. fields]);
                    fields.Clear();
                }
            }
            else if (quoted || (c != '\r' && c != '\uFEFF'))
            {
                field.Append(c);
            }
        }

        return lines;
    }
}
