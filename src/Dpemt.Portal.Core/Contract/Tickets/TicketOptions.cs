using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract.Tickets;

/// <summary>What a ticket's text says of this office. Settings section <c>Ticket</c>. An office's address, never a person's.</summary>
public sealed class TicketOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Ticket";

    /// <summary>How the contractor reaches the office, for instance a telephone and an e-mail of the unit. Left out of the text when empty.</summary>
    public string Contact { get; set; } = "";

    /// <summary>Where tickets are opened at the contractor: an address or a telephone. Shown beside the text when set.</summary>
    public string Channel { get; set; } = "";
}

internal sealed class TicketOptionsValidator : IValidateOptions<TicketOptions>
{
    public ValidateOptionsResult Validate(string? name, TicketOptions options)
    {
        List<string> faults = [];
        if (options.Contact.Length > 300)
            faults.Add("Ticket:Contact passa de 300 caracteres.");
        if (options.Channel.Length > 300)
            faults.Add("Ticket:Channel passa de 300 caracteres.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
