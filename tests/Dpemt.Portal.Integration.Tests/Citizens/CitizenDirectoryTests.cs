using Dpemt.Portal.Citizens;
using Dpemt.Portal.Testing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Citizens;

/// <summary>Citizens are found by what is sealed, through blind indexes.</summary>
public sealed class CitizenDirectoryTests : IAsyncDisposable
{
    private readonly TestDatabase _database = new();
    private readonly WebApplication _portal;
    private readonly CitizenDirectory _directory;

    public CitizenDirectoryTests()
    {
        _portal = TestServices.Build(_database, workers: false);
        _directory = _portal.Services.GetRequiredService<CitizenDirectory>();
    }

    [Theory]
    [InlineData("5565999990001")]
    [InlineData("556599990001")]
    [InlineData("65 9999-0001")]
    [InlineData("(65) 99999-0001")]
    [InlineData("+55 65 99999 0001")]
    public async Task FindByPhone_WithAndWithoutNinthDigit_IsOneCitizen(string written)
    {
        var maria = await AddAsync("556599990001");
        await AddAsync("5565999990002");

        Assert.Equal(maria, (await _directory.FindByPhoneAsync(written, default))?.Id);
    }

    [Theory]
    [InlineData("5565999990009")]
    [InlineData("telefone")]
    [InlineData("")]
    [InlineData("999990001")]
    public async Task FindByPhone_UnknownOrNoNumber_FindsNobody(string written)
    {
        await AddAsync("5565999990001");

        Assert.Null(await _directory.FindByPhoneAsync(written, default));
    }

    [Fact]
    public async Task FindByCpf_WrittenInAnyWay_FindsEveryPhoneOfThePerson()
    {
        var first = await AddAsync("5565999990001", cpf: "529.982.247-25");
        var second = await AddAsync("5565999990002", cpf: "52998224725");
        await AddAsync("5565999990003", cpf: "11144477735");

        Assert.Equal([first, second], (await _directory.FindByCpfAsync("52998224725", default)).Select(c => c.Id));
        Assert.Equal(["52998224725", "52998224725"], (await _directory.FindByCpfAsync("529.982.247-25", default)).Select(c => c.Cpf));
        Assert.Empty(await _directory.FindByCpfAsync("10123456703", default));
        Assert.Empty(await _directory.FindByCpfAsync("", default));
    }

    [Theory]
    [InlineData("maria", 2)]
    [InlineData("MARIA AMÉLIA", 1)]
    [InlineData("amelia maria", 1)]
    [InlineData("  Conceição  ", 1)]
    [InlineData("maria joana", 0)]
    [InlineData("mar", 0)]
    [InlineData("", 0)]
    [InlineData("%", 0)]
    public async Task FindByName_WholeWordsInAnyOrder_AccentsAndCaseAside(string words, int found)
    {
        await AddAsync("5565999990001", "Maria Amélia da Conceição");
        await AddAsync("5565999990002", "Maria de Exemplo");

        Assert.Equal(found, (await _directory.FindByNameAsync(words, default)).Count);
    }

    [Fact]
    public async Task FindByName_NameCorrected_FindsOnlyTheNewOne()
    {
        var id = await AddAsync("5565999990001", "Maria Errada de Exemplo");
        await using (var db = _database.Open())
        {
            await _directory.UpdateIdentityAsync(db, await db.Citizens.SingleAsync(), new(Name: "Maria Certa de Exemplo"), default);
            await db.SaveChangesAsync();
        }

        Assert.Empty(await _directory.FindByNameAsync("errada", default));
        Assert.Equal([id], (await _directory.FindByNameAsync("certa maria", default)).Select(c => c.Id));
    }

    [Fact]
    public async Task FindByName_Many_GivesOnePage()
    {
        for (var i = 0; i < CitizenDirectory.PageSize + 5; i++)
            await AddAsync($"55659999{i:00000}", "José de Exemplo");

        Assert.Equal(CitizenDirectory.PageSize, (await _directory.FindByNameAsync("jose", default)).Count);
    }

    [Fact]
    public async Task Stored_NameCpfAndPhone_CannotBeReadInTheFile()
    {
        await AddAsync("5565999990001", "Maria Amélia da Conceição", "52998224725");

        await using var db = _database.Open();
        var row = await db.Database.SqlQueryRaw<string>(
            "SELECT CAST(Name AS TEXT) || '|' || CAST(Cpf AS TEXT) || '|' || CAST(Phone AS TEXT) AS Value FROM cit_Citizen").SingleAsync();
        Assert.DoesNotContain("Maria", row, StringComparison.Ordinal);
        Assert.DoesNotContain("52998224725", row, StringComparison.Ordinal);
        Assert.DoesNotContain("5565999990001", row, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        _database.Dispose();
    }

    private async Task<Guid> AddAsync(string phone, string? name = null, string? cpf = null)
    {
        await using var db = _database.Open();
        var citizen = await _directory.FindOrAddAsync(db, phone, default);
        await _directory.UpdateIdentityAsync(db, citizen!, new(Name: name, Cpf: cpf), default);
        await db.SaveChangesAsync();
        return citizen!.Id;
    }
}
