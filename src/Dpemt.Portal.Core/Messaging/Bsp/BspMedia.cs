using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Dpemt.Portal.Messaging.Media;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging.Bsp;

/// <summary>The provider will not give or take a file as it is; the text says why in Portuguese.</summary>
public sealed class BspMediaRefusedException(string message, int? httpStatus = null, int? code = null) : Exception(message)
{
    /// <summary>HTTP status of the refusal, when there was one.</summary>
    public int? HttpStatus { get; } = httpStatus;

    /// <summary>Meta's code, when one was found.</summary>
    public int? Code { get; } = code;
}

/// <summary>Files to and from the provider. They are fetched from the provider's own address only, never from a link in a message.</summary>
public sealed class BspMedia(BspClient client, IDbContextFactory<PortalDbContext> contexts, WriteTurns turns, TimeProvider clock)
{
    /// <summary>How long an uploaded file is used: the provider keeps it for 30 days.</summary>
    public static readonly TimeSpan UploadLife = TimeSpan.FromDays(29);

    private TimeSpan Limit => TimeSpan.FromSeconds(client.Options.MediaTimeoutSeconds);

    /// <summary>Fetches a file of a citizen.</summary>
    /// <exception cref="BspUnavailableException">Try again later.</exception>
    /// <exception cref="BspMediaRefusedException">It is gone, or too large.</exception>
    public async Task<byte[]> DownloadAsync(string providerId, CancellationToken cancellation)
    {
        try
        {
            using var response = await client.CallAsync(
                HttpMethod.Get, client.Number("media/" + Uri.EscapeDataString(providerId)), () => null, Limit, cancellation, HttpCompletionOption.ResponseHeadersRead);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden)
                throw new BspMediaRefusedException("O arquivo não está mais disponível na contratada.", (int)response.StatusCode);
            if (!response.IsSuccessStatusCode)
                throw new BspUnavailableException($"A contratada respondeu HTTP {(int)response.StatusCode} ao pedido do arquivo.");
            return await ReadAsync(response, cancellation);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new BspUnavailableException("A contratada não entregou o arquivo.", fault);
        }
    }

    /// <summary>Uploads the file unless the provider has it already, and remembers its id there. An upload may be repeated without harm.</summary>
    /// <exception cref="BspUnavailableException">Try again later.</exception>
    /// <exception cref="BspMediaRefusedException">The provider will not take it.</exception>
    internal async Task<MediaFile> EnsureUploadedAsync(MediaFile file, CancellationToken cancellation)
    {
        if (file.ProviderId is not null && file.ProviderIdUntil > clock.GetUtcNow())
            return file;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var content = await db.MediaContents.AsNoTracking().SingleOrDefaultAsync(c => c.MediaId == file.Id, cancellation)
            ?? throw new BspMediaRefusedException("O conteúdo do arquivo não está mais guardado.");
        file.ProviderId = await UploadAsync(content.Bytes, file.MimeType, file.FileName ?? "arquivo", cancellation);
        file.ProviderIdUntil = clock.GetUtcNow() + UploadLife;
        using var turn = await turns.TakeAsync(cancellation);
        await db.MediaFiles.Where(m => m.Id == file.Id).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.ProviderId, file.ProviderId).SetProperty(m => m.ProviderIdUntil, file.ProviderIdUntil), cancellation);
        return file;
    }

    private async Task<string> UploadAsync(byte[] bytes, string mimeType, string fileName, CancellationToken cancellation)
    {
        try
        {
            using var response = await client.CallAsync(HttpMethod.Post, client.Number("media"), () => Form(bytes, mimeType, fileName), Limit, cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            var status = (int)response.StatusCode;
            if (status is 429 or >= 500 or 401 or 408)
                throw new BspUnavailableException($"A contratada respondeu HTTP {status} ao envio do arquivo.");
            if (!response.IsSuccessStatusCode)
                throw new BspMediaRefusedException(body.Length > 2000 ? body[..2000] : body, status, MessageFailures.CodeIn(body));
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Text("id") ?? throw new BspUnavailableException("A resposta ao envio do arquivo não traz o id.");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException
            || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new BspUnavailableException("A contratada não recebeu o arquivo.", fault);
        }
    }

    private static MultipartFormDataContent Form(byte[] bytes, string mimeType, string fileName)
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = MediaTypeHeaderValue.TryParse(mimeType, out var type) ? type : new("application/octet-stream");
        return new() { { new StringContent(mimeType), "mediaType" }, { file, "file", MediaContentType.AsciiName(fileName) } };
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var most = client.Options.MaxMediaBytes;
        if (response.Content.Headers.ContentLength > most)
            throw TooLarge();
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timed.CancelAfter(Limit);
        await using var stream = await response.Content.ReadAsStreamAsync(timed.Token);
        using var buffer = new MemoryStream();
        var chunk = new byte[81_920];
        int read;
        while ((read = await stream.ReadAsync(chunk, timed.Token)) > 0)
        {
            if (buffer.Length + read > most)
                throw TooLarge();
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();

        BspMediaRefusedException TooLarge() => new($"O arquivo é maior que o limite de {most / 1024 / 1024} MB.");
    }
}
