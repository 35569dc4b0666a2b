using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace Dpemt.Portal.Web.Components.Layout;

/// <summary>
/// One place of the portal that a person can go to: shown in the drawer under <c>Section</c> and as a card on the first page
/// with its <c>Purpose</c> (one sentence), to whoever meets <c>Policy</c>, which is the same as the page's own.
/// </summary>
public sealed record NavigationItem(string Section, string Title, string Href, string Icon, string Policy, string Purpose)
{
    /// <summary>Marked on the pages below it too, unless one of them has its own place in the drawer.</summary>
    public NavLinkMatch Match => NavigationMenu.Items.Any(other => other.Href.StartsWith(Href + "/", StringComparison.Ordinal)) ? NavLinkMatch.All : NavLinkMatch.Prefix;
}

/// <summary>What the drawer and the first page offer, in order. A new page adds its line here.</summary>
public static class NavigationMenu
{
    public static IReadOnlyList<NavigationItem> Items { get; } =
    [
        new("Atendimento", "Fila de atendimento", "atendimento/fila", Icons.Material.Outlined.Forum, Policies.Attend,
            "Ver quem espera, assumir o próximo e continuar as conversas que estão com você."),
        new("Contrato", "Disponibilidade", "contrato/disponibilidade", Icons.Material.Outlined.MonitorHeart, Policies.SeeContract,
            "O índice do mês, o orçamento de minutos, a glosa prevista e o fechamento da competência."),
        new("Contrato", "Consumo", "contrato/consumo", Icons.Material.Outlined.BarChart, Policies.SeeContract,
            "O que cada item do contrato deve no mês, com o motivo de cada cobrança e o fechamento."),
        new("Contrato", "Incidentes", "contrato/incidentes", Icons.Material.Outlined.ReportProblem, Policies.SeeContract,
            "Ver indisponibilidades e chamados, com prazos, causas e exclusões."),
        new("Contrato", "Previsão dos saldos", "contrato/consumo/previsao", Icons.Material.Outlined.Timeline, Policies.SeeContract,
            "Quanto foi usado, quanto resta e quando acaba; reter o que não é essencial."),
        new("Contrato", "Cenários", "contrato/consumo/cenarios", Icons.Material.Outlined.CompareArrows, Policies.SeeContract,
            "Outras leituras do contrato e outros volumes, em R$."),
        new("Contrato", "Faturas", "contrato/faturas", Icons.Material.Outlined.ReceiptLong, Policies.SeeContract,
            "Registrar e conferir faturas, com o relatório da contratada ao lado da nossa contagem."),
        new("Contrato", "Glosas", "contrato/glosas", Icons.Material.Outlined.RequestQuote, Policies.SeeContract,
            "Valores retidos, do cálculo à decisão definitiva, com prazos e documentos."),
        new("Contrato", "Ocorrências", "contrato/ocorrencias", Icons.Material.Outlined.MenuBook, Policies.SeeContract,
            "O registro da fiscalização: fatos, notificações ao preposto e respostas."),
        new("Contrato", "Sanções", "contrato/sancoes", Icons.Material.Outlined.Gavel, Policies.SeeContract,
            "Calculadoras de multas e dosimetria, que só propõem."),
        new("Contrato", "Termos e preços", "contrato/termos", Icons.Material.Outlined.PriceChange, Policies.SeeContract,
            "Itens, faixas, SLA e prazos de cada mês; propostas, reajuste, quantitativos e questões abertas."),
        new("Contrato", "Conferir documento", "contrato/conferir", Icons.Material.Outlined.FactCheck, Policies.SeeContract,
            "Saber se um relatório, uma notificação ou uma decisão saiu mesmo daqui."),
        new("Administração", "Usuários", "administracao/usuarios", Icons.Material.Outlined.ManageAccounts, Policies.Administer,
            "Criar, desativar e desbloquear usuários, escolher perfis e recepções."),
        new("Administração", "Recepções", "administracao/recepcoes", Icons.Material.Outlined.Storefront, Policies.Administer,
            "Quem atende cada cidade e área, e em que horário."),
        new("Administração", "Feriados", "administracao/feriados", Icons.Material.Outlined.EventBusy, Policies.Administer,
            "Dias sem atendimento, do estado, de uma cidade ou de uma recepção."),
        new("Administração", "Serviços", "administracao/servicos", Icons.Material.Outlined.FactCheck, Policies.Administer,
            "O que o robô reconhece e o que se resolve pelo aplicativo."),
        new("Administração", "Perguntas frequentes", "administracao/perguntas", Icons.Material.Outlined.Quiz, Policies.Administer,
            "O que o robô responde na hora, em qualquer passo da conversa."),
        new("Administração", "Textos do robô", "administracao/textos", Icons.Material.Outlined.SmartToy, Policies.Administer,
            "Tudo o que o robô diz, com prévia e texto padrão."),
        new("Administração", "Respostas rápidas", "administracao/respostas-rapidas", Icons.Material.Outlined.Bolt, Policies.Administer,
            "Textos prontos de quem atende."),
        new("Administração", "Avisos por e-mail", "administracao/avisos", Icons.Material.Outlined.MarkEmailUnread, Policies.Administer,
            "Quem é avisado fora do portal, e o que já foi enviado."),
        new("Administração", "Chaves da API", "administracao/chaves", Icons.Material.Outlined.Key, Policies.Administer,
            "Quais sistemas chamam o portal e o que podem fazer."),
    ];

    public static IEnumerable<IGrouping<string, NavigationItem>> Sections => Items.GroupBy(item => item.Section);
}
