using System.ComponentModel;
using System.Diagnostics;
using Dpemt.Portal.Contract.Papers;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Hosting.Printing;

/// <summary>
/// Prints by a headless browser of the Chromium family: its PDF is tagged, has an outline, repeats table heads and keeps
/// charts as vectors. Every print has a profile and a folder of its own, which are deleted.
/// </summary>
internal sealed partial class ChromiumPdfPrinter(IOptions<PdfOptions> options, ILogger<ChromiumPdfPrinter> logger) : IPdfPrinter, IDisposable
{
    internal const string NoBrowser =
        "Para gerar PDF, o servidor precisa do Chromium (Debian: apt-get install chromium), do Chrome ou do Edge; se ele não estiver no lugar de costume, "
        + "informe o caminho em Pdf__BrowserPath. Enquanto isso, baixe em HTML: é o mesmo documento.";

    private const string Failed = "O navegador do servidor não conseguiu gerar o PDF. Tente de novo; se continuar, baixe em HTML e avise o suporte.";

    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/usr/bin/microsoft-edge",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
        @"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    ];

    private readonly SemaphoreSlim _places = new(options.Value.MaxConcurrency);

    public async Task<PdfPrint> PrintAsync(string html, CancellationToken cancellation)
    {
        if (Browser() is not { } browser)
            return new(null, NoBrowser);
        await _places.WaitAsync(cancellation);
        var folder = Directory.CreateTempSubdirectory("dpemt-papel-");
        try
        {
            var page = Path.Combine(folder.FullName, "papel.html");
            var pdf = Path.Combine(folder.FullName, "papel.pdf");
            await File.WriteAllTextAsync(page, html, cancellation);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
            var code = await RunAsync(browser, folder.FullName, page, pdf, limit.Token);
            if (code == 0 && File.Exists(pdf))
                return new(await File.ReadAllBytesAsync(pdf, cancellation), null);
            LogFailed(logger, code);
            return new(null, Failed);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            LogTimeout(logger, options.Value.TimeoutSeconds);
            return new(null, Failed);
        }
        catch (Win32Exception)
        {
            return new(null, NoBrowser);
        }
        finally
        {
            _places.Release();
            Remove(folder);
        }
    }

    public void Dispose() => _places.Dispose();

    private string? Browser() => options.Value.BrowserPath is { Length: > 0 } given ? given : Array.Find(UsualPlaces, File.Exists);

    private static async Task<int> RunAsync(string browser, string folder, string page, string pdf, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(browser) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-extensions", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
            $"--user-data-dir={Path.Combine(folder, "perfil")}", "--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline",
            $"--print-to-pdf={pdf}", new Uri(page).AbsoluteUri,
        ];
        // Chromium's own sandbox does not start as root, which is how containers often run.
        if (OperatingSystem.IsLinux() && Environment.UserName == "root")
            start.ArgumentList.Add("--no-sandbox");
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        try
        {
            // Read and dropped: a full pipe would stop the browser.
            await Task.WhenAll(
                process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellation), process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellation),
                process.WaitForExitAsync(cancellation));
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A child of the browser still holds a file of its profile: the system's cleaning of temporary files takes it.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The browser ended with code {Code} and printed nothing.")]
    private static partial void LogFailed(ILogger logger, int code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The browser had not printed after {Seconds} s and was ended.")]
    private static partial void LogTimeout(ILogger logger, int seconds);
}
