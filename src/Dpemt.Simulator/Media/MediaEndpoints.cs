using Dpemt.Simulator.Auth;

namespace Dpemt.Simulator.Media;

/// <summary>Upload and download of media: the binary itself, without Meta's second step.</summary>
internal static class MediaEndpoints
{
    public static void MapMedia(this WebApplication app)
    {
        var group = app.MapGroup("/client/{from}/v2/media").Behind("envio");
        _ = group.MapPost("", UploadAsync);
        _ = group.MapGet("/{id}", (string id, MediaStore store) => store.Find(id) is { } file
            ? Results.Bytes(file.Bytes, file.MimeType)
            : Results.Json(new { error = new { message = "Unsupported get request. Object with ID does not exist." } }, statusCode: StatusCodes.Status404NotFound));
    }

    private static async Task<IResult> UploadAsync(HttpRequest request, MediaStore store)
    {
        if (!request.HasFormContentType) return ProviderAnswers.BadRequest("envie multipart/form-data com mediaType e file");
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (form.Files["file"] is not { } file || string.IsNullOrWhiteSpace(form["mediaType"])) return ProviderAnswers.BadRequest("mediaType e file são obrigatórios");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        var stored = store.Add(string.IsNullOrEmpty(file.FileName) ? "arquivo" : Path.GetFileName(file.FileName), form["mediaType"]!, bytes.ToArray());
        return Results.Json(new { id = stored.Id });
    }
}
