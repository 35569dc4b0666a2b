using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Hosting.Printing;

/// <summary>The browser that prints papers. Settings section <c>Pdf</c>.</summary>
public sealed class PdfOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Pdf";

    /// <summary>Path of Chromium, Chrome or Edge; empty looks in the usual places.</summary>
    public string BrowserPath { get; set; } = "";

    /// <summary>Longest time for one paper, seconds.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Papers printed at once; each is a browser of its own.</summary>
    public int MaxConcurrency { get; set; } = 1;
}

internal sealed class PdfOptionsValidator : IValidateOptions<PdfOptions>
{
    public ValidateOptionsResult Validate(string? name, PdfOptions options)
    {
        var faults = new List<string>();
        if (options.TimeoutSeconds is < 5 or > 600)
            faults.Add("Pdf:TimeoutSeconds precisa estar entre 5 e 600.");
        if (options.MaxConcurrency is < 1 or > 8)
            faults.Add("Pdf:MaxConcurrency precisa estar entre 1 e 8.");
        if (options.BrowserPath.Length > 0 && !File.Exists(options.BrowserPath))
            faults.Add("Pdf:BrowserPath não é um arquivo. Informe o caminho do Chromium, Chrome ou Edge, ou deixe vazio.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
