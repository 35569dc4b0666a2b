using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Conversations;

/// <summary>Files that the desk sends and opens.</summary>
public sealed class DeskFileTests
{
    private const string Phone = "5565999990001";

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];
    private static readonly byte[] Pdf = "%PDF-1.7\n"u8.ToArray();

    [Fact]
    public async Task AttachFile_TypeThatLies_IsKeptAsWhatItsContentIs()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);

        var picture = await AttachAsync(world, ana, conversation, "foto.pdf", "application/pdf", Jpeg);
        var page = await AttachAsync(world, ana, conversation, "foto.jpg", "image/jpeg", "<html><script>alert(1)</script>"u8.ToArray());
        var text = await AttachAsync(world, ana, conversation, "notas.txt", "text/plain", "<script>alert(1)</script>"u8.ToArray());

        Assert.Equal((MessageKind.Image, "image/jpeg"), (picture.Kind, picture.MimeType));
        Assert.Equal((MessageKind.Document, "application/octet-stream"), (page.Kind, page.MimeType));
        Assert.Equal((MessageKind.Document, "text/plain"), (text.Kind, text.MimeType));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("laudo\r\nSet-Cookie: a=b.pdf", "laudo Set-Cookie: a=b.pdf")]
    [InlineData("C:\\Users\\ana\\laudo.pdf", "laudo.pdf")]
    [InlineData("", "arquivo")]
    [InlineData("laudo \u202Efdp.exe", "laudo fdp.exe")]
    public async Task AttachFile_HostileName_IsKeptHarmless(string name, string kept)
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);

        Assert.Equal(kept, (await AttachAsync(world, ana, conversation, name, "application/pdf", Pdf)).FileName);
    }

    [Fact]
    public async Task AttachFile_EmptyTooLargeOrNotTheirs_IsRefusedAndNothingIsKept()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var attach = world.Get<AttachFile>();
        var large = new byte[StoreAttachment.ImageBytes + 1];
        Jpeg.CopyTo(large, 0);
        var bia = await world.UserAsync("Bia", Roles.Reception, "Rondonópolis");
        var caio = await world.UserAsync("Caio", Roles.Reception, "Sinop");

        Assert.Equal("O arquivo está vazio.", (await attach.RunAsync(ana, conversation, "a.pdf", "application/pdf", [], default)).Result.Text);
        Assert.Equal("O arquivo é maior que o limite de 5 MB do WhatsApp.", (await attach.RunAsync(ana, conversation, "a.jpg", "image/jpeg", large, default)).Result.Text);
        Assert.Equal(DeskCodes.NotAssignee, (await attach.RunAsync(bia, conversation, "a.pdf", "application/pdf", Pdf, default)).Result.Code);
        Assert.Equal(DeskCodes.NotFound, (await attach.RunAsync(caio, conversation, "a.pdf", "application/pdf", Pdf, default)).Result.Code);
        await using var db = await world.OpenAsync();
        Assert.False(await db.MediaFiles.AnyAsync());
    }

    [Fact]
    public async Task SendReply_WithPicture_CarriesItsCaption()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var file = await AttachAsync(world, ana, conversation, "mapa.jpg", "image/jpeg", Jpeg);
        var send = world.Get<SendReply>();

        Assert.Contains("só cabem 1024", (await send.RunAsync(ana, new(conversation, Guid.NewGuid(), new string('a', 1025), file.Id), default)).Text, StringComparison.Ordinal);
        Assert.True((await send.RunAsync(ana, new(conversation, Guid.NewGuid(), "O caminho até aqui", file.Id), default)).Done);

        var sent = (await world.SentAsync(conversation))[^1];
        Assert.Equal((MessageKind.Image, file.Id, "O caminho até aqui"), (sent.Kind, sent.MediaId, sent.Text));
    }

    [Fact]
    public async Task SendReply_WithDocumentAndText_SendsTheTextAheadOfIt()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var file = await AttachAsync(world, ana, conversation, "lista.pdf", "application/pdf", Pdf);

        Assert.True((await world.Get<SendReply>().RunAsync(ana, new(conversation, Guid.NewGuid(), "Documentos para trazer", file.Id), default)).Done);

        var sent = (await world.SentAsync(conversation))[^2..];
        Assert.Equal([(MessageKind.Text, "Documentos para trazer", null), (MessageKind.Document, null, (long?)file.Id)], sent.Select(m => (m.Kind, m.Text, m.MediaId)));
    }

    [Fact]
    public async Task OpenFile_EveryKindOfUser_OnlyWhoSeesTheCitizenOpensIt()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var file = await AttachAsync(world, ana, conversation, "lista.pdf", "application/pdf", Pdf);
        var open = world.Get<OpenFile>();
        Assert.Null(await open.RunAsync(ana, file.Id, default));
        await world.Get<SendReply>().RunAsync(ana, new(conversation, Guid.NewGuid(), null, file.Id), default);

        var opened = await open.RunAsync(ana, file.Id, default);
        Assert.Equal(Pdf, opened!.Bytes);
        Assert.Equal(("application/pdf", "lista.pdf"), (opened.MimeType, opened.Name));
        Assert.NotNull(await open.RunAsync(await world.UserAsync("Bia", Roles.Reception, "Rondonópolis"), file.Id, default));
        Assert.NotNull(await open.RunAsync(await world.UserAsync("Sara", Roles.Supervisor), file.Id, default));
        Assert.Null(await open.RunAsync(await world.UserAsync("Caio", Roles.Reception, "Sinop"), file.Id, default));
        Assert.Null(await open.RunAsync(await world.UserAsync("Fábio", Roles.ContractOfficer), file.Id, default));
        Assert.Null(await open.RunAsync(ana, file.Id + 1, default));
    }

    [Fact]
    public async Task OpenFile_NotFetchedYet_IsNotThere()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var file = await AttachAsync(world, ana, conversation, "lista.pdf", "application/pdf", Pdf);
        await world.Get<SendReply>().RunAsync(ana, new(conversation, Guid.NewGuid(), null, file.Id), default);
        await using (var db = await world.OpenAsync())
            await db.MediaFiles.ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MediaState.Pending));

        Assert.Null(await world.Get<OpenFile>().RunAsync(ana, file.Id, default));
    }

    [Fact]
    public async Task OpenFile_PieceByPiece_IsRecordedOnceAnHour()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var file = await AttachAsync(world, ana, conversation, "lista.pdf", "application/pdf", Pdf);
        await world.Get<SendReply>().RunAsync(ana, new(conversation, Guid.NewGuid(), null, file.Id), default);

        for (var i = 0; i < 3; i++)
            await world.Get<OpenFile>().RunAsync(ana, file.Id, default);
        world.Clock.Advance(OpenFile.RecordedEvery);
        await world.Get<OpenFile>().RunAsync(ana, file.Id, default);

        await using var db = await world.OpenAsync();
        Assert.Equal(2, await db.AuditEntries.CountAsync(a => a.Action == AuditActions.MediaOpened && a.ActorUserId == ana.UserId));
    }

    private static async Task<MediaFile> AttachAsync(DeskWorld world, Actor who, Guid conversation, string name, string type, byte[] bytes)
    {
        var attached = await world.Get<AttachFile>().RunAsync(who, conversation, name, type, bytes, default);
        Assert.True(attached.Result.Done, attached.Result.Text);
        await using var db = await world.OpenAsync();
        return await db.MediaFiles.AsNoTracking().SingleAsync(m => m.Id == attached.File!.Id);
    }
}
