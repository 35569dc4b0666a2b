using System.Globalization;
using System.Text;

namespace Dpemt.Simulator.Media;

/// <summary>A PDF of one page that says that it is invented.</summary>
internal static class SampleDocument
{
    public static byte[] Pdf()
    {
        const string Content = "BT /F1 20 Tf 60 760 Td (Documento de exemplo) Tj 0 -32 Td /F1 12 Tf (Inventado pelo simulador; n\\343o tem valor.) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R /Lang (pt-BR) >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            $"<< /Length {Content.Length} >>\nstream\n{Content}\nendstream",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var index = 0; index < objects.Length; index++)
        {
            offsets.Add(pdf.Length);
            _ = pdf.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{objects[index]}\nendobj\n");
        }

        var table = pdf.Length;
        _ = pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) _ = pdf.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        _ = pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
