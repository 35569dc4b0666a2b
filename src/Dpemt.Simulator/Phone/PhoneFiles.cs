using Microsoft.AspNetCore.StaticFiles;

namespace Dpemt.Simulator.Phone;

/// <summary>The phone page's files, carried inside the program.</summary>
internal sealed class PhoneFiles
{
    private const string Prefix = "wwwroot/";
    private readonly Dictionary<string, (byte[] Bytes, string Type)> _files = new(StringComparer.Ordinal);

    public PhoneFiles()
    {
        var types = new FileExtensionContentTypeProvider();
        var assembly = typeof(PhoneFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            var type = types.TryGetContentType(name, out var known) ? known : "application/octet-stream";
            _files[name[Prefix.Length..]] = (bytes.ToArray(), type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type);
        }
    }

    public IEnumerable<string> Names => _files.Keys;

    public IResult Serve(string name, HttpResponse response)
    {
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self'; media-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
        return _files.TryGetValue(name, out var file) ? Results.Bytes(file.Bytes, file.Type) : Results.NotFound();
    }
}
