using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Sending;

/// <summary>An accepted request: one message for each recipient.</summary>
internal sealed record SendRequest(string Id, string NumberId, string? TemplateName, DateTimeOffset VisibleFrom, IReadOnlyList<string> Recipients, IReadOnlyList<Message> Messages);

/// <summary>The accepted requests whose status can still be asked for.</summary>
internal sealed class RequestLog(SimulatorOptions options)
{
    private readonly RecentItems<SendRequest> _requests = new(options.RequestsKept);

    public void Add(SendRequest request) => _requests.Add(request.Id, request);

    public SendRequest? Find(string id) => _requests.TryGet(id, out var request) ? request : null;

    public void Clear() => _requests.Clear();
}
