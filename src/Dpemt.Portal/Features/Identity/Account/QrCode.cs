using System.Globalization;
using System.Text;

namespace Dpemt.Portal.Web.Features.Identity.Account;

/// <summary>
/// A QR code (ISO/IEC 18004) in byte mode, error correction M, versions 1 to 10: up to 213 bytes, enough for the address of an
/// authenticator key. Own code because the libraries to be had here drag in System.Drawing, which the spreadsheets pin elsewhere.
/// </summary>
public sealed class QrCode
{
    /// <summary>Longest text in UTF-8 bytes.</summary>
    public const int MaxBytes = 213;

    private readonly bool[,] _dark;
    private readonly bool[,] _fixed;
    private readonly int _version;

    private QrCode(int version, byte[] codewords)
    {
        _version = version;
        Size = (4 * version) + 17;
        _dark = new bool[Size, Size];
        _fixed = new bool[Size, Size];
        DrawPatterns();
        DrawFormat();
        DrawCodewords(codewords);
    }

    /// <summary>Modules per side.</summary>
    public int Size { get; }

    /// <summary>True where the module is dark.</summary>
    public bool this[int row, int column] => _dark[row, column];

    /// <exception cref="ArgumentException">The text is longer than <see cref="MaxBytes"/>.</exception>
    public static QrCode Encode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = QrBlocks.SmallestVersion(bytes.Length) ?? throw new ArgumentException($"More than {MaxBytes} bytes.", nameof(text));
        return new QrCode(version, QrBlocks.Codewords(version, bytes));
    }

    /// <summary>The code as SVG with the quiet zone of four modules that readers need.</summary>
    public string ToSvg()
    {
        var path = new StringBuilder();
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                if (_dark[row, column]) path.Append(CultureInfo.InvariantCulture, $"M{column + 4} {row + 4}h1v1h-1z");
            }
        }
        var side = Size + 8;
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>""";
    }

    private void DrawPatterns()
    {
        for (var i = 0; i < Size; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }
        foreach (var (row, column) in new[] { (3, 3), (3, Size - 4), (Size - 4, 3) }) DrawRings(row, column, 4, ring => ring is not (2 or 4));
        var centres = QrBlocks.AlignmentCentres(_version);
        foreach (var row in centres)
        {
            foreach (var column in centres)
            {
                var onFinder = (row == 6 && (column == 6 || column == Size - 7)) || (column == 6 && row == Size - 7);
                if (!onFinder) DrawRings(row, column, 2, ring => ring != 1);
            }
        }
        if (_version < 7) return;
        var bits = (_version << 12) | Remainder(_version << 12, 0x1f25);
        for (var i = 0; i < 18; i++)
        {
            var dark = ((bits >> i) & 1) == 1;
            Set(i / 3, Size - 11 + (i % 3), dark);
            Set(Size - 11 + (i % 3), i / 3, dark);
        }
    }

    private void DrawRings(int centreRow, int centreColumn, int radius, Func<int, bool> isDark)
    {
        for (var row = -radius; row <= radius; row++)
        {
            for (var column = -radius; column <= radius; column++)
            {
                var (r, c) = (centreRow + row, centreColumn + column);
                if (r >= 0 && r < Size && c >= 0 && c < Size) Set(r, c, isDark(Math.Max(Math.Abs(row), Math.Abs(column))));
            }
        }
    }

    private void DrawFormat()
    {
        // Error correction M is 00, and mask 0 is used throughout: the standard prefers the best of eight, readers take any.
        const int format = 0b00_000;
        var bits = ((format << 10) | Remainder(format << 10, 0x537)) ^ 0x5412;
        bool Bit(int i) => ((bits >> i) & 1) == 1;
        for (var i = 0; i < 6; i++) Set(i, 8, Bit(i));
        Set(7, 8, Bit(6));
        Set(8, 8, Bit(7));
        Set(8, 7, Bit(8));
        for (var i = 9; i < 15; i++) Set(8, 14 - i, Bit(i));
        for (var i = 0; i < 8; i++) Set(8, Size - 1 - i, Bit(i));
        for (var i = 8; i < 15; i++) Set(Size - 15 + i, 8, Bit(i));
        Set(Size - 8, 8, true);
    }

    private void DrawCodewords(byte[] codewords)
    {
        var bit = 0;
        for (var right = Size - 1; right >= 1; right -= 2)
        {
            if (right == 6) right = 5;
            var upward = ((right + 1) & 2) == 0;
            for (var step = 0; step < Size; step++)
            {
                var row = upward ? Size - 1 - step : step;
                for (var column = right; column > right - 2; column--)
                {
                    if (_fixed[row, column]) continue;
                    var value = bit < codewords.Length * 8 && ((codewords[bit >> 3] >> (7 - (bit & 7))) & 1) == 1;
                    bit++;
                    _dark[row, column] = value ^ ((row + column) % 2 == 0);
                }
            }
        }
    }

    private void Set(int row, int column, bool dark)
    {
        _dark[row, column] = dark;
        _fixed[row, column] = true;
    }

    private static int Remainder(int value, int generator)
    {
        var degree = 31 - int.LeadingZeroCount(generator);
        for (var bit = 31 - int.LeadingZeroCount(value | 1); bit >= degree; bit--)
        {
            if (((value >> bit) & 1) == 1) value ^= generator << (bit - degree);
        }
        return value;
    }
}
