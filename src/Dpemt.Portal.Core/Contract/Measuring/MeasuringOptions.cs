using Dpemt.Portal.Contract.Availability;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>How the contractor's components are measured. Settings section <c>Measuring</c>.</summary>
public sealed class MeasuringOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Measuring";

    /// <summary>False stops all probing; the time is shown as without evidence.</summary>
    public bool Enabled { get; set; } = true;

    public ComponentOptions Authentication { get; set; } = new();
    public ComponentOptions Sending { get; set; } = new();
    public ComponentOptions Receiving { get; set; } = new();
    public ComponentOptions Templates { get; set; } = new();
    public ComponentOptions Status { get; set; } = new();
    public ComponentOptions History { get; set; } = new();

    /// <summary>Failed probes in a row that open an outage.</summary>
    public int FailuresToOpen { get; set; } = 3;

    /// <summary>Good probes in a row that end it.</summary>
    public int SuccessesToEnd { get; set; } = 2;

    /// <summary>Longest time between two probes that still counts as measured without a break, seconds: a restart of the portal fits in.</summary>
    public int LongestGapSeconds { get; set; } = 120;

    /// <summary>
    /// Addresses outside of the contractor that show whether our own network works, separated by blanks; one answer is
    /// enough. Empty: only our own database is the control, as in Development, where the provider is a simulator on the same machine.
    /// </summary>
    public string ControlAddresses { get; set; } = DefaultControl;

    /// <summary>Two networks that neither the contractor nor Meta runs.</summary>
    public const string DefaultControl = "https://www.rnp.br/ https://registro.br/";

    /// <summary>
    /// Sending is probed by a send without recipient and text, which a living service refuses. What the contractor's
    /// service really does with one is not documented: false leaves the component to messages of our own, or without evidence.
    /// </summary>
    public bool RefusedSend { get; set; } = true;

    /// <summary>Path of the history query with <c>{numero}</c> and <c>{conta}</c>; empty until the contractor names one (TR 5.3.5.4).</summary>
    public string HistoryPath { get; set; } = "";

    /// <summary>A number of our own that gets a text as a probe of sending, digits with country code; empty sends none. Each costs a simple send.</summary>
    public string OwnNumber { get; set; } = "";

    /// <summary>Minutes between two texts to <see cref="OwnNumber"/>.</summary>
    public int OwnMessageEveryMinutes { get; set; } = 60;

    /// <summary>Inbound messages that the usual traffic would have brought in a silence before it is suspected to be an outage.</summary>
    public int SilenceExpected { get; set; } = 20;

    /// <summary>Shortest silence that is suspected, minutes.</summary>
    public int SilenceMinutes { get; set; } = 15;

    /// <summary>Minutes after which a message that was accepted and of which nothing was heard counts as evidence.</summary>
    public int UndeliveredAfterMinutes { get; set; } = 60;

    /// <summary>The options of a component.</summary>
    public ComponentOptions Of(ServiceComponent component) => component switch
    {
        ServiceComponent.Authentication => Authentication,
        ServiceComponent.Sending => Sending,
        ServiceComponent.Receiving => Receiving,
        ServiceComponent.Templates => Templates,
        ServiceComponent.Status => Status,
        _ => History,
    };

    /// <summary>True when a call is known that shows whether the component lives.</summary>
    public bool Measures(ServiceComponent component) => Enabled && component switch
    {
        ServiceComponent.Sending => RefusedSend || OwnNumber.Length > 0,
        ServiceComponent.History => HistoryPath.Length > 0,
        _ => true,
    };

    /// <summary>The control's addresses.</summary>
    public IReadOnlyList<Uri> Controls() => [.. ControlAddresses.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(a => new Uri(a))];
}

/// <summary>How one component is probed.</summary>
public sealed class ComponentOptions
{
    /// <summary>Seconds between two probes: a divisor of a minute, or whole minutes that divide an hour.</summary>
    public int IntervalSeconds { get; set; } = 30;

    /// <summary>Longest wait for an answer, seconds; shorter than the interval.</summary>
    public int TimeoutSeconds { get; set; } = 8;

    /// <summary>An answer that takes longer is late: the component is degraded. Milliseconds.</summary>
    public int DegradedMs { get; set; } = 3000;
}

internal sealed class MeasuringOptionsValidator : IValidateOptions<MeasuringOptions>
{
    public ValidateOptionsResult Validate(string? name, MeasuringOptions options)
    {
        var faults = new List<string>();
        foreach (var component in Enum.GetValues<ServiceComponent>())
            Check(component, options.Of(component));
        Between(options.FailuresToOpen, 1, 20, "FailuresToOpen");
        Between(options.SuccessesToEnd, 1, 20, "SuccessesToEnd");
        Between(options.LongestGapSeconds, 30, 3600, "LongestGapSeconds");
        Between(options.OwnMessageEveryMinutes, 5, 1440, "OwnMessageEveryMinutes");
        Between(options.SilenceExpected, 1, 100_000, "SilenceExpected");
        Between(options.SilenceMinutes, 2, 720, "SilenceMinutes");
        Between(options.UndeliveredAfterMinutes, 5, 1440, "UndeliveredAfterMinutes");
        if (options.OwnNumber.Length > 0 && (options.OwnNumber.Length is < 12 or > 15 || !options.OwnNumber.All(char.IsAsciiDigit)))
            faults.Add("Measuring:OwnNumber precisa ter só algarismos, com 55 e DDD.");
        if (options.HistoryPath.Length > 0 && (options.HistoryPath.Length > 300 || options.HistoryPath.Contains("://", StringComparison.Ordinal)))
            faults.Add("Measuring:HistoryPath é um caminho dentro de Bsp:BaseUrl, como client/{numero}/v2/historico.");
        foreach (var address in options.ControlAddresses.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                faults.Add("Measuring:ControlAddresses precisa ter endereços http(s), separados por espaço.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(ServiceComponent component, ComponentOptions one)
        {
            var seconds = one.IntervalSeconds;
            if (!(seconds is >= 5 and <= 60 && 60 % seconds == 0) && !(seconds is > 60 and <= 900 && seconds % 60 == 0 && 3600 % seconds == 0))
                faults.Add($"Measuring:{component}:IntervalSeconds precisa dividir um minuto (de 5 a 60), ou ser de minutos inteiros que dividem uma hora, até 900.");
            Between(one.TimeoutSeconds, 1, Math.Max(1, Math.Min(60, seconds - 1)), component + ":TimeoutSeconds");
            Between(one.DegradedMs, 50, 60_000, component + ":DegradedMs");
            if (seconds > options.LongestGapSeconds)
                faults.Add($"Measuring:LongestGapSeconds precisa ser ao menos o intervalo de cada componente ({component}: {seconds}).");
        }

        void Between(int value, int least, int most, string key)
        {
            if (value < least || value > most)
                faults.Add($"Measuring:{key} precisa estar entre {least} e {most}.");
        }
    }
}
