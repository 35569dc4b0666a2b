using Dpemt.Portal.Messaging;
using Dpemt.Portal.Messaging.Bsp;

namespace Dpemt.Portal.Core.Tests.Messaging;

public sealed class MessageFailuresTests
{
    [Theory]
    [InlineData("code: 131026; details: Message Undeliverable.; ", 131026)]
    [InlineData("[Error status code: 400]; (#100) Invalid parameter; x", 100)]
    [InlineData("(#100) antes; code: 131049; details: x", 131049)]
    [InlineData("sem código", null)]
    [InlineData(null, null)]
    public void CodeIn_BothFamilies_FindsMetasCode(string? text, int? expected) => Assert.Equal(expected, MessageFailures.CodeIn(text));

    [Fact]
    public void Reason_EveryCode_IsASentenceInPortuguese()
    {
        Assert.True(MessageFailures.Codes.Count >= 40);
        Assert.All(MessageFailures.Codes, code => Assert.EndsWith(".", MessageFailures.Reason(code), StringComparison.Ordinal));
        Assert.Equal(MessageFailures.Reason(10), MessageFailures.Reason(250));
        Assert.Contains("987654", MessageFailures.Reason(987654), StringComparison.Ordinal);
        Assert.NotEmpty(MessageFailures.Reason(null));
    }

    [Theory]
    [InlineData(200, """{"id":"a"}""", SendOutcome.Accepted)]
    [InlineData(201, """{"idRequisicao":"a"}""", SendOutcome.Accepted)]
    [InlineData(200, "", SendOutcome.Unknown)]
    [InlineData(500, """{"message":"x"}""", SendOutcome.Unknown)]
    [InlineData(408, "", SendOutcome.Unknown)]
    [InlineData(429, "", SendOutcome.Retry)]
    [InlineData(503, "<html>", SendOutcome.Retry)]
    [InlineData(401, "", SendOutcome.Retry)]
    [InlineData(400, """{"error":{"message":"(#130429) Rate limit hit","code":130429}}""", SendOutcome.Retry)]
    [InlineData(400, """{"error":{"message":"Falha","code":131047}}""", SendOutcome.Refused)]
    [InlineData(404, "null", SendOutcome.Refused)]
    [InlineData(422, """{"error":"texto"}""", SendOutcome.Refused)]
    public void Read_Answer_IsJudgedByStatusAndCode(int status, string body, SendOutcome expected) =>
        Assert.Equal(expected, BspAnswer.Read(status, body).Outcome);

    [Fact]
    public void Read_CodeApartFromTheText_IsFound() =>
        Assert.Equal(131047, BspAnswer.Read(400, """{"error":{"message":"Falha","code":131047}}""").ErrorCode);
}
