using System.Text;
using System.Text.Unicode;

namespace Dpemt.Portal.Contract.Invoices.Files;

/// <summary>Reads CSV as systems here write it: UTF-8 with or without mark, UTF-16 with mark, or Windows-1252; semicolon, comma or tab; quotes doubled inside quotes.</summary>
internal static class CsvRows
{
    internal static IEnumerable<SheetRow> Read(byte[] bytes)
    {
        if (bytes.Length == 0)
            throw new UnreadableFileException("O arquivo está vazio.");
        var encoding = EncodingOf(bytes);
        char separator;
        using (var sample = Open(bytes, encoding))
            separator = SeparatorOf(sample);
        return Rows(bytes, encoding, separator);
    }

    private static StreamReader Open(byte[] bytes, Encoding encoding) => new(new MemoryStream(bytes, writable: false), encoding, detectEncodingFromByteOrderMarks: true);

    private static Encoding EncodingOf(byte[] bytes)
    {
        ReadOnlySpan<byte> start = bytes;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode;
        if (Utf8.IsValid(bytes))
            return bytes.Contains((byte)0) ? throw new UnreadableFileException("O arquivo não é texto: tem bytes nulos. Exporte-o de novo como CSV.") : new UTF8Encoding(false);
        if (bytes.Contains((byte)0))
            throw new UnreadableFileException("O arquivo não é texto: tem bytes nulos. Exporte-o de novo como CSV.");
        return CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    }

    /// <summary>The mark that stands most often outside quotes in the first lines; a comma between digits is a decimal one.</summary>
    private static char SeparatorOf(TextReader reader)
    {
        var (semicolons, commas, tabs, quoted, last) = (0, 0, 0, false, '\0');
        for (int read, seen = 0; seen < 20_000 && (read = reader.Read()) >= 0; seen++)
        {
            var c = (char)read;
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c == ';')
                semicolons++;
            else if (!quoted && c == '\t')
                tabs++;
            else if (!quoted && c == ',' && !(char.IsAsciiDigit(last) && char.IsAsciiDigit((char)Math.Max(0, reader.Peek()))))
                commas++;
            last = c;
        }

        return tabs > 0 && tabs >= semicolons && tabs >= commas ? '\t' : semicolons > 0 ? ';' : commas > 0 ? ',' : ';';
    }

    private static IEnumerable<SheetRow> Rows(byte[] bytes, Encoding encoding, char separator)
    {
        using var reader = Open(bytes, encoding);
        var cell = new StringBuilder();
        var cells = new List<SheetCell>();
        var (line, number, started, any) = (1, 0, 1, false);
        while (true)
        {
            var read = reader.Read();
            if (read < 0)
                break;
            var c = (char)read;
            if (c is '\r' or '\n')
            {
                if (c == '\r' && reader.Peek() == '\n')
                    reader.Read();
                cells.Add(Take(cell, line));
                if (++number > Sheet.MaxRows)
                    throw Sheet.TooManyRows();
                yield return new(started, [.. cells]);
                cells.Clear();
                started = ++line;
                any = false;
            }
            else if (c == separator)
            {
                cells.Add(Take(cell, line));
                if (cells.Count >= Sheet.MaxColumns)
                    throw new UnreadableFileException($"Linha {line}: mais de {Sheet.MaxColumns} colunas.");
                any = true;
            }
            else if (c == '"' && cell.Length == 0)
            {
                line += Quoted(reader, cell, line);
                any = true;
            }
            else
            {
                Append(cell, c, line);
                any = true;
            }
        }

        if (any || cell.Length > 0)
        {
            cells.Add(Take(cell, line));
            if (++number > Sheet.MaxRows)
                throw Sheet.TooManyRows();
            yield return new(started, cells);
        }
    }

    /// <summary>Reads to the closing quote; the answer is how many lines ended inside.</summary>
    private static int Quoted(TextReader reader, StringBuilder cell, int line)
    {
        for (var lines = 0; ;)
        {
            var read = reader.Read();
            if (read < 0)
                throw new UnreadableFileException($"Linha {line}: aspas abertas e não fechadas.");
            if (read == '"')
            {
                if (reader.Peek() != '"')
                    return lines;
                reader.Read();
            }

            if (read == '\n')
                lines++;
            Append(cell, (char)read, line);
        }
    }

    private static void Append(StringBuilder cell, char c, int line)
    {
        if (cell.Length >= Sheet.MaxCell)
            throw new UnreadableFileException($"Linha {line}: uma célula passa de {Sheet.MaxCell} letras.");
        cell.Append(c);
    }

    private static SheetCell Take(StringBuilder cell, int line)
    {
        var text = cell.ToString();
        cell.Clear();
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new UnreadableFileException($"Linha {line}: há bytes nulos. Exporte o arquivo de novo como CSV.");
        return new(text.Trim());
    }
}
