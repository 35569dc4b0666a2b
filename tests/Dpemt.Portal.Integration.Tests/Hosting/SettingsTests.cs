using Dpemt.Portal.Web.Hosting.Commands;

namespace Dpemt.Portal.Integration.Tests.Hosting;

/// <summary>Every checked setting: a bad value keeps the portal from starting, with the variable to set and what would be right.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("Database:Provider", "Oracle", "Database__Provider")]
    [InlineData("ConnectionStrings:Portal", "isto não é conexão", "ConnectionStrings__Portal: não é uma conexão válida")]
    [InlineData("ConnectionStrings:Portal", "Data Source=/pasta/que/nao/existe/portal.db", "ConnectionStrings__Portal: a pasta")]
    [InlineData("Protection:KeyFile", "/nao/existe/chaves.json", "Protection__KeyFile: o arquivo")]
    [InlineData("Access:SessionCheckSeconds", "0", "Access__SessionCheckSeconds deve ficar entre 1 e 600")]
    [InlineData("Access:IdleMinutes", "4", "Access__IdleMinutes deve ficar entre 5 e 1440")]
    [InlineData("Access:SignInsPerMinute", "1", "Access__SignInsPerMinute deve ficar entre 5 e 10000")]
    [InlineData("Api:RequestsPerMinute", "0", "Api__RequestsPerMinute: informe de 1 a 1000000")]
    [InlineData("Bsp:BaseUrl", "ftp://exemplo", "Bsp__BaseUrl precisa ser o endereço http(s)")]
    [InlineData("Bsp:ClientId", " ", "Bsp__ClientId não está definido")]
    [InlineData("Bsp:ClientSecret", "", "Bsp__ClientSecret não está definido")]
    [InlineData("Bsp:PhoneNumberId", "", "Bsp__PhoneNumberId não está definido")]
    [InlineData("Bsp:WabaId", "", "Bsp__WabaId não está definido")]
    [InlineData("Bsp:SendTimeoutSeconds", "0", "Bsp__SendTimeoutSeconds precisa estar entre 1 e 300")]
    [InlineData("Bsp:QueryTimeoutSeconds", "301", "Bsp__QueryTimeoutSeconds precisa estar entre 1 e 300")]
    [InlineData("Bsp:MediaTimeoutSeconds", "601", "Bsp__MediaTimeoutSeconds precisa estar entre 1 e 600")]
    [InlineData("Bsp:MaxConcurrency", "257", "Bsp__MaxConcurrency precisa estar entre 1 e 256")]
    [InlineData("Bsp:TokenSeconds", "29", "Bsp__TokenSeconds precisa estar entre 30 e 86400")]
    [InlineData("Bsp:MaxMediaBytes", "1023", "Bsp__MaxMediaBytes precisa estar entre")]
    [InlineData("Bsp:TotalsTimeZone", "Marte/Olimpo", "Bsp__TotalsTimeZone não é um fuso horário")]
    [InlineData("Webhook:Secrets:0", "curto", "Webhook__Secrets__0 precisa ter pelo menos 24 caracteres")]
    [InlineData("Webhook:BasicUser", "solar", "Webhook__BasicUser e Webhook__BasicPassword precisam estar ambos definidos")]
    [InlineData("Webhook:MaxWaiting", "15", "Webhook__MaxWaiting precisa estar entre 16 e 1000000")]
    [InlineData("Webhook:MaxWaitingBytes", "1", "Webhook__MaxWaitingBytes precisa ser pelo menos")]
    [InlineData("Outbox:MaxAttempts", "0", "Outbox__MaxAttempts precisa estar entre 1 e 10000")]
    [InlineData("Outbox:FirstRetryMilliseconds", "0", "Outbox__FirstRetryMilliseconds precisa estar entre 1 e 600000")]
    [InlineData("Outbox:LongestRetrySeconds", "3601", "Outbox__LongestRetrySeconds precisa estar entre 1 e 3600")]
    [InlineData("Outbox:WindowHours", "25", "Outbox__WindowHours precisa ser maior que 0 e no máximo 24")]
    [InlineData("Outbox:ReconcileAfterMinutes", "0", "Outbox__ReconcileAfterMinutes precisa estar entre 1 e 1440")]
    [InlineData("Outbox:MaxAttempts", "muitas", "Outbox__MaxAttempts: “muitas” não é um número válido")]
    [InlineData("Bsp:RegisterWebhookAsText", "talvez", "Bsp__RegisterWebhookAsText: “talvez” não é true nem false")]
    public async Task Start_BadValue_IsRefusedWithItsVariable(string key, string value, string expected)
    {
        using var error = new StringWriter();

        Assert.NotEqual(0, await PortalCommands.InvokeAsync(["--environment=Production", $"--{key}={value}"], TextWriter.Null, error));

        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://localhost:5090")]
    [InlineData("simulador")]
    public async Task Start_SimulatorAtABadAddress_IsRefusedWithItsVariable(string url)
    {
        using var error = new StringWriter();

        Assert.NotEqual(0, await PortalCommands.InvokeAsync(
            ["--environment=Development", "--Simulator:Enabled=true", $"--Simulator:Url={url}", "--Access:IdleMinutes=0"], TextWriter.Null, error));

        Assert.Contains("Simulator__Url: informe um endereço http", error.ToString(), StringComparison.Ordinal);
    }
}
