using System.Globalization;
using System.Text.RegularExpressions;

namespace Dpemt.Portal.Messaging;

/// <summary>
/// Meta's error codes: what people are told, and whether the same message may pass later. One table for screens, API
/// and outbox.
/// </summary>
public static partial class MessageFailures
{
    /// <summary>Not Meta's: the portal itself did not send, by a rule that stood at the moment of sending. The reason is the message's own detail.</summary>
    public const int NotSentHere = -1;

    /// <summary>Free text outside of 24 h after the citizen's last message.</summary>
    public const int WindowClosed = 131047;

    /// <summary>No WhatsApp at that number, or an old app.</summary>
    public const int Undeliverable = 131026;

    private static readonly Dictionary<int, (string Reason, bool MayPass)> Table = new()
    {
        [0] = ("A contratada perdeu a autorização junto à Meta. A equipe técnica precisa acionar a contratada.", true),
        [1] = ("A Meta teve uma falha desconhecida.", true),
        [2] = ("O serviço da Meta está sobrecarregado ou fora do ar por um momento.", true),
        [3] = ("A conta não tem permissão para este envio.", false),
        [4] = ("O limite de chamadas da conta foi atingido.", true),
        [10] = ("A conta não tem permissão para este envio.", false),
        [33] = ("O número da Defensoria não existe mais na Meta.", false),
        [100] = ("A mensagem tem um dado que a Meta não aceita, como uma variável do modelo que falta.", false),
        [190] = ("A contratada perdeu a autorização junto à Meta. A equipe técnica precisa acionar a contratada.", true),
        [368] = ("A conta está bloqueada por violar uma regra da Meta. Nenhum envio é possível.", false),
        [80007] = ("O limite de chamadas da conta foi atingido.", true),
        [130429] = ("Foram enviadas mensagens demais em pouco tempo por este número.", true),
        [130472] = ("A Meta escolheu esta pessoa para um teste em que ela não recebe mensagens de divulgação.", false),
        [130497] = ("Não é permitido enviar mensagens para o país desta pessoa.", false),
        [131000] = ("A Meta teve uma falha desconhecida.", true),
        [131005] = ("A conta não tem permissão para este envio.", false),
        [131008] = ("Falta um dado obrigatório na mensagem.", false),
        [131009] = ("Um dado da mensagem tem um valor que a Meta não aceita.", false),
        [131016] = ("O serviço da Meta está fora do ar por um momento.", true),
        [131021] = ("O destinatário é o próprio número da Defensoria.", false),
        [Undeliverable] = ("Não foi possível entregar: o número não tem WhatsApp, usa um aplicativo antigo ou não aceitou os termos.", false),
        [131031] = ("A conta da Defensoria está bloqueada na Meta. Nenhum envio é possível.", false),
        [131037] = ("O nome de exibição do número da Defensoria ainda não foi aprovado.", false),
        [131042] = ("Há um problema de pagamento da conta na Meta. Nenhum envio é possível.", false),
        [131045] = ("O número da Defensoria não está registrado corretamente na Meta.", false),
        [WindowClosed] = ("Passaram mais de 24 horas desde a última mensagem da pessoa. Agora só é possível enviar um modelo de mensagem.", false),
        [131048] = ("O número da Defensoria está limitado porque muitas pessoas o bloquearam ou denunciaram.", false),
        [131049] = ("A Meta não entregou para não cansar a pessoa com divulgação. Tente só depois de 24 horas.", false),
        [131050] = ("A pessoa pediu à Meta para não receber divulgação da Defensoria.", false),
        [131051] = ("O WhatsApp não permite este tipo de mensagem.", false),
        [131052] = ("O arquivo enviado pela pessoa não pôde ser baixado. Peça que ela o envie de novo.", false),
        [131053] = ("O arquivo não pôde ser enviado: o tipo ou o tamanho não é aceito pelo WhatsApp.", false),
        [131056] = ("Foram enviadas mensagens demais em pouco tempo para esta pessoa.", true),
        [131057] = ("A conta está em manutenção na Meta.", true),
        [131062] = ("Esta mensagem só pode ser enviada para um número de telefone.", false),
        [132000] = ("O número de variáveis não é o do modelo de mensagem.", false),
        [132001] = ("O modelo de mensagem não existe ou não está aprovado.", false),
        [132005] = ("O texto do modelo ficou longo demais depois de preenchido.", false),
        [132007] = ("O conteúdo do modelo viola uma regra da Meta.", false),
        [132012] = ("Uma variável do modelo está em um formato que a Meta não aceita.", false),
        [132015] = ("O modelo de mensagem está pausado pela Meta por baixa qualidade.", false),
        [132016] = ("O modelo de mensagem foi desativado pela Meta em definitivo.", false),
        [133004] = ("O serviço da Meta está fora do ar por um momento.", true),
        [133010] = ("O número da Defensoria não está registrado na Meta.", false),
        [135000] = ("A Meta recusou a mensagem sem dizer o motivo.", false),
    };

    /// <summary>Every code of the table.</summary>
    public static IReadOnlyCollection<int> Codes => Table.Keys;

    /// <summary>The reason for people, in plain Portuguese. Never empty; an unknown code is named.</summary>
    public static string Reason(int? code) => code switch
    {
        null => "A contratada não disse o motivo.",
        >= 200 and <= 299 => Table[10].Reason,
        { } known when Table.TryGetValue(known, out var entry) => entry.Reason,
        _ => $"A Meta recusou a mensagem (código {code}).",
    };

    /// <summary>The reason of a message that failed: what the portal wrote when it did not send, else that of the code.</summary>
    public static string Reason(int? code, string? detail) =>
        code == NotSentHere ? detail ?? "O portal não enviou a mensagem." : Reason(code);

    /// <summary>True when the same message may pass later without any change. What is not known is not repeated.</summary>
    public static bool MayPass(int code) => Table.TryGetValue(code, out var entry) && entry.MayPass;

    /// <summary>The code in a failure text of either family, asynchronous first; null when there is none.</summary>
    public static int? CodeIn(string? text)
    {
        if (text is null)
            return null;
        var match = Asynchronous().Match(text);
        if (!match.Success)
            match = Synchronous().Match(text);
        return match.Success && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
    }

    // "[Error status code: 400]" names the HTTP status, not Meta's code.
    [GeneratedRegex(@"(?<!status )\bcode:\s*(\d{1,9})", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Asynchronous();

    [GeneratedRegex(@"\(#(\d{1,9})\)", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Synchronous();
}
