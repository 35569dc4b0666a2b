using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.FileProviders;

namespace Dpemt.Portal.Web.Features.Contract.Papers;

/// <summary>Renders a paper's component into one HTML document that needs nothing from outside: style and typeface are inside.</summary>
internal sealed class PaperHtml(IServiceScopeFactory scopes, ILoggerFactory logs, IWebHostEnvironment environment)
{
    private static readonly string[] FontFiles = ["fonts/inter-latin-wght-normal.woff2"];

    private readonly Lazy<string> _style = new(() => Style(environment.WebRootFileProvider));

    /// <summary>The document of a paper.</summary>
    public async Task<string> RenderAsync(PaperView view)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return "<!DOCTYPE html>\n" + await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(PaperDocument.View)] = view,
                [nameof(PaperDocument.Style)] = _style.Value,
            });
            return (await renderer.RenderComponentAsync<PaperDocument>(parameters)).ToHtmlString();
        });
    }

    private static string Style(IFileProvider files)
    {
        var faces = FontFiles.Select(name =>
            $"@font-face{{font-family:\"Inter Variable\";font-weight:100 900;src:url(data:font/woff2;base64,{Convert.ToBase64String(Read(files, name))}) format(\"woff2\");}}");
        return string.Concat(faces) + System.Text.Encoding.UTF8.GetString(Read(files, "css/paper.css"));
    }

    private static byte[] Read(IFileProvider files, string name)
    {
        using var stream = files.GetFileInfo(name).CreateReadStream();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
