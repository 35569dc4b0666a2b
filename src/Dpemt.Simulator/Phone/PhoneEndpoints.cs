using System.Text.Encodings.Web;
using System.Text.Json;
using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Control;
using Dpemt.Simulator.Hosting;
using Dpemt.Simulator.Media;

namespace Dpemt.Simulator.Phone;

/// <summary>The citizen's phone in the browser: its files, and the calls that its script makes.</summary>
internal static class PhoneEndpoints
{
    private const int MostListed = 60;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapPhone(this WebApplication app)
    {
        var files = app.Services.GetRequiredService<PhoneFiles>();
        _ = app.MapGet("/", (PhoneFiles page, HttpResponse response) => page.Serve("index.html", response));
        foreach (var name in files.Names) _ = app.MapGet($"/{name}", (PhoneFiles page, HttpResponse response) => page.Serve(name, response));

        var group = app.MapGroup("/telefone");
        _ = group.MapGet("/cidadaos", (CitizenDirectory citizens) => Results.Json(
            citizens.All.OrderByDescending(citizen => citizen.Last()?.At ?? default).ThenBy(citizen => citizen.Phone, StringComparer.Ordinal).Take(MostListed).Select(PhoneViews.Of)));
        _ = group.MapPost("/cidadaos", AddCitizenAsync);
        _ = group.MapGet("/{telefone}/mensagens", (string telefone, CitizenDirectory citizens) => PhoneNumbers.TryCanonical(telefone, out var phone)
            ? Results.Json((citizens.Find(phone)?.Messages() ?? []).Select(PhoneViews.Of)) : Results.NotFound());
        _ = group.MapGet("/{telefone}/eventos", StreamAsync);
        _ = group.MapPost("/{telefone}/arquivos", SendFileAsync);
        _ = group.MapGet("/midia/{id}", (string id, MediaStore media, HttpResponse response) =>
        {
            // A citizen's file is shown by the page, never run as one.
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            return media.Find(id) is { } file ? Results.Bytes(file.Bytes, file.MimeType, enableRangeProcessing: true) : Results.NotFound();
        });
    }

    private static async Task<IResult> AddCitizenAsync(HttpRequest request, CitizenDirectory citizens)
    {
        if (await request.ReadObjectAsync() is not { } body || !PhoneNumbers.TryCanonical(body.Text("telefone"), out var phone))
        {
            return Problems.BadRequest("O telefone deve ter código do país e DDD, por exemplo 5565999990001.");
        }

        var citizen = citizens.Of(phone);
        if (body.Text("nome") is { Length: > 0 } name) citizen.Name = name;
        return Results.Json(PhoneViews.Of(citizen));
    }

    /// <summary>The open page: everything new on this phone, as it comes. While it is open, what arrives is read.</summary>
    private static async Task StreamAsync(string telefone, HttpContext http, CitizenDirectory citizens, CitizenReads reads, IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        if (!PhoneNumbers.TryCanonical(telefone, out var phone))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var citizen = citizens.Of(phone);
        var page = citizen.Open();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-cache";
            await http.Response.WriteAsync(": aberto\n\n", ended.Token);
            await http.Response.Body.FlushAsync(ended.Token);
            reads.Run(citizen);
            Task<bool>? next = null;
            while (!ended.IsCancellationRequested)
            {
                next ??= page.Reader.WaitToReadAsync(ended.Token).AsTask();
                if (await Task.WhenAny(next, Task.Delay(Heartbeat, clock, ended.Token)) == next) next = null;
                else await http.Response.WriteAsync(": vivo\n\n", ended.Token);

                while (page.Reader.TryRead(out var message))
                {
                    await http.Response.WriteAsync($"data: {JsonSerializer.Serialize(PhoneViews.Of(message), Json)}\n\n", ended.Token);
                }

                await http.Response.Body.FlushAsync(ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
        finally
        {
            citizen.Close(page);
        }
    }

    private static async Task<IResult> SendFileAsync(string telefone, HttpRequest request, CitizenDirectory citizens, CitizenActions actions, MediaStore media)
    {
        if (!PhoneNumbers.TryCanonical(telefone, out var phone) || !request.HasFormContentType) return Problems.BadRequest("Envie um arquivo.");
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (form.Files["arquivo"] is not { Length: > 0 } file) return Problems.BadRequest("Envie um arquivo que não esteja vazio.");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        var name = Path.GetFileName(file.FileName);
        var type = string.IsNullOrEmpty(file.ContentType) ? MediaTypes.Guess(name, "document") : file.ContentType;
        var message = actions.Send(citizens.Of(phone), media.Add(name, type, bytes.ToArray()), MediaTypes.KindOf(type), form["legenda"].ToString());
        return Results.Json(PhoneViews.Of(message), statusCode: StatusCodes.Status202Accepted);
    }
}
