using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Citizens;

/// <summary>Finds what a citizen wrote by its wamid, for the office's mark of reading.</summary>
internal sealed class InboundIndex(SimulatorOptions options)
{
    private readonly RecentItems<Message> _messages = new(options.RequestsKept);

    public void Add(Message message) => _messages.Add(message.Id, message);

    public Message? Find(string wamid) => _messages.TryGet(wamid, out var message) ? message : null;

    public void Clear() => _messages.Clear();
}
