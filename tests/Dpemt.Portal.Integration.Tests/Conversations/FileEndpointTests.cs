using System.Net;
using System.Net.Http.Headers;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Integration.Tests.Identity;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Conversations;

/// <summary>What a browser is given when it opens a stranger's file.</summary>
public sealed class FileEndpointTests(PortalServerFixture fixture) : IClassFixture<PortalServerFixture>, IAsyncLifetime
{
    private static int Citizens;

    private readonly PortalServer _server = fixture.Server;
    private HttpClient _desk = default!;

    public async Task InitializeAsync() => _desk = await _server.SignInAsync(Roles.Reception);

    public Task DisposeAsync()
    {
        _desk.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("image/jpeg", "inline", "image/jpeg")]
    [InlineData("audio/ogg; codecs=opus", "inline", "audio/ogg")]
    [InlineData("application/pdf", "inline", "application/pdf")]
    [InlineData("text/html", "attachment", "application/octet-stream")]
    [InlineData("image/svg+xml", "attachment", "application/octet-stream")]
    [InlineData("application/xhtml+xml", "attachment", "application/octet-stream")]
    [InlineData("text/plain", "attachment", "application/octet-stream")]
    public async Task Get_AnyType_RunsNothingAndIsKeptNowhere(string stored, string disposition, string type)
    {
        using var answer = await _desk.GetAsync(Address(await AddAsync(stored, "arquivo.bin", "<script>alert(1)</script>"u8.ToArray())));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((disposition, type), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentType!.ToString()));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Get_ToDownload_IsAnAttachmentWithItsNameAndBytes()
    {
        var file = await AddAsync("application/pdf", "certidão de nascimento.pdf", "%PDF-1.7"u8.ToArray());

        using var answer = await _desk.GetAsync(Address(file) + "?baixar=1");

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("certidão de nascimento.pdf", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("%PDF-1.7", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("a\"; filename=\"b.html")]
    [InlineData("a\r\nX-Invasor: sim.pdf")]
    [InlineData("\u202Efdp.exe")]
    public async Task Get_HostileName_StaysInsideItsHeader(string name)
    {
        using var answer = await _desk.GetAsync(Address(await AddAsync("application/pdf", name, "%PDF-1.7"u8.ToArray())));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("X-Invasor") || answer.Content.Headers.Contains("X-Invasor"));
        var disposition = answer.Content.Headers.GetValues("Content-Disposition").Single();
        Assert.Equal(["filename", "filename*"], ContentDispositionHeaderValue.Parse(disposition).Parameters.Select(p => p.Name));
        Assert.DoesNotContain(disposition, char.IsControl);
    }

    [Fact]
    public async Task Get_PartOfAnAudio_IsAnsweredInPart()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(await AddAsync("audio/ogg", null, "OggS0123456789"u8.ToArray())));
        request.Headers.Range = new RangeHeaderValue(4, 7);

        using var answer = await _desk.SendAsync(request);

        Assert.Equal((HttpStatusCode.PartialContent, "0123"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Get_UnknownOrNotTheirs_IsRefused()
    {
        var file = await AddAsync("application/pdf", "a.pdf", "%PDF-1.7"u8.ToArray());
        Assert.Equal(HttpStatusCode.NotFound, (await _desk.GetAsync(Address(file + 1000))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _desk.GetAsync("/atendimento/arquivos/abc")).StatusCode);
        using var nobody = _server.NewClient();
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync(Address(file))).StatusCode);
        foreach (var role in new[] { Roles.ContractOfficer, Roles.ContractManager, Roles.Auditor })
        {
            using var other = await _server.SignInAsync(role);
            var answer = await other.GetAsync(Address(file));
            Assert.False(answer.IsSuccessStatusCode, $"{role}: {answer.StatusCode}");
            Assert.DoesNotContain("%PDF", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static string Address(long file) => $"/atendimento/arquivos/{file}";

    /// <summary>A file in a conversation of the tests' reception.</summary>
    private async Task<long> AddAsync(string type, string? name, byte[] bytes)
    {
        await using var db = await _server.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var now = TimeProvider.System.GetUtcNow();
        var citizen = new Citizen { Id = Guid.CreateVersion7(now), Phone = $"556599999{++Citizens:0000}", CreatedAt = now };
        var conversation = new Conversation
        {
            Id = Guid.CreateVersion7(now),
            CitizenId = citizen.Id,
            State = ConversationState.Waiting,
            ReceptionId = await db.Receptions.Select(r => r.Id).FirstAsync(),
            OpenedAt = now,
            LastMessageAt = now,
        };
        var file = new MediaFile { Kind = MessageKind.Document, MimeType = type, FileName = name, Size = bytes.Length, State = MediaState.Ready, CreatedAt = now };
        db.AddRange(citizen, conversation, file);
        await db.SaveChangesAsync();
        db.Add(new MediaContent { MediaId = file.Id, Bytes = bytes });
        db.Add(new Message
        {
            CitizenId = citizen.Id,
            ConversationId = conversation.Id,
            Author = MessageAuthor.Citizen,
            Kind = MessageKind.Document,
            MediaId = file.Id,
            Status = MessageStatus.Received,
            OccurredAt = now,
            CreatedAt = now,
        });
        await db.SaveChangesAsync();
        return file.Id;
    }
}
