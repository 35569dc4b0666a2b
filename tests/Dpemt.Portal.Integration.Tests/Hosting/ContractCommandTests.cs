using System.Diagnostics;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Testing;
using Dpemt.Portal.Testing.Database;

namespace Dpemt.Portal.Integration.Tests.Hosting;

/// <summary>The verb <c>contract import</c>, as an administrator types it.</summary>
public sealed class ContractCommandTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose()
    {
        File.Delete(_file);
        _database.Dispose();
    }

    [Fact]
    public async Task Import_GoodFile_IsStored()
    {
        await File.WriteAllTextAsync(_file, ContractTerms.SignedDocument);

        var (code, text) = await RunAsync("--file", _file, "--number", "007/2026", "--from", "2026-06-01", "--until", "2031-05-31");

        Assert.True(code == 0, text);
        Assert.Contains("Vigência desde 01/06/2026 até 31/05/2031", text, StringComparison.Ordinal);
        await using var db = _database.Open();
        var record = Assert.Single(db.Contracts);
        Assert.Equal(("007/2026", new DateOnly(2026, 6, 1), new DateOnly(2031, 5, 31)), (record.Number, record.InForceFrom, record.InForceUntil));
    }

    [Fact]
    public async Task Import_OverlapOfBands_IsRefusedInWords()
    {
        await File.WriteAllTextAsync(_file, ContractTerms.SignedDocument.Replace("\"belowPercent\": \"99.6\"", "\"belowPercent\": \"99.9\"", StringComparison.Ordinal));

        var (code, text) = await RunAsync("--file", _file, "--number", "007/2026", "--from", "2026-06-01");

        Assert.Equal(1, code);
        Assert.Contains("invade a de cima", text, StringComparison.Ordinal);
        await using var db = _database.Open();
        Assert.Empty(db.Contracts);
    }

    private async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [RepositoryPaths.BuiltAssembly("Dpemt.Portal"), "contract", "import", .. arguments])
        {
            WorkingDirectory = RepositoryPaths.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (key, value) in _database.Settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["Protection__KeyFile"] = _database.KeyFile;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
