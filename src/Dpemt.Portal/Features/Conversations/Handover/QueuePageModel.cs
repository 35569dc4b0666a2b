using System.Globalization;
using Dpemt.Portal.Conversations.Handover;

namespace Dpemt.Portal.Web.Features.Conversations.Handover;

/// <summary>A row on the screen.</summary>
/// <param name="Row">What is known of it.</param>
/// <param name="GoneAt">When it left the queue, UTC: it stays a moment, so that nothing jumps under the pointer; null while it is there.</param>
/// <param name="GoneBecause">What to say of it then.</param>
public sealed record QueueItem(QueueRow Row, DateTimeOffset? GoneAt = null, string? GoneBecause = null);

/// <summary>
/// What the page of the queue shows and in which order. Order is strict first-in-first-out; while the pointer or the focus is in
/// the list (<see cref="Held"/>) nothing moves: new rows come last and lost ones stay, marked, until the list is let go.
/// </summary>
public sealed class QueuePageModel
{
    /// <summary>Rows of a first page, and how many more each step adds.</summary>
    public const int PageSize = 50;

    /// <summary>Most rows on the screen: nobody reads further, and the filter leads there.</summary>
    public const int MostRows = 200;

    /// <summary>How long a lost row stays.</summary>
    public static readonly TimeSpan GoneFor = TimeSpan.FromSeconds(4);

    private List<QueueItem> _items = [];
    private bool _fresh = true;

    public QueueView View { get; private set; }
    public int? ReceptionId { get; private set; }
    public QueueOrder Order { get; private set; }
    public int Wanted { get; private set; } = PageSize;
    public QueueCounts? Counts { get; private set; }
    public IReadOnlyList<QueueItem> Items => _items;

    /// <summary>There are more rows than are shown.</summary>
    public bool HasMore { get; private set; }

    /// <summary>The pointer or the focus is in the list.</summary>
    public bool Held { get; set; }

    /// <summary>Nothing was read yet for what is asked.</summary>
    public bool IsFirstLoad => _fresh;

    public QueueFilter Filter => new(View, ReceptionId, Order, Wanted);

    public bool CanShowMore => HasMore && Wanted < MostRows;

    /// <summary>"(3) Fila de atendimento": what the tab of the browser says.</summary>
    public string Title => Counts is { Waiting: > 0 } counts
        ? string.Create(CultureInfo.InvariantCulture, $"({counts.Waiting}) Fila de atendimento")
        : "Fila de atendimento";

    public int Waiting => ReceptionId is { } id ? Counts?.Receptions.FirstOrDefault(r => r.Id == id)?.Waiting ?? 0 : Counts?.Waiting ?? 0;

    public DateTimeOffset? LongestSince => ReceptionId is { } id ? Counts?.Receptions.FirstOrDefault(r => r.Id == id)?.LongestSince : Counts?.LongestSince;

    /// <summary>Asks for another part, reception or order; the list begins anew.</summary>
    public void Show(QueueView? view = null, int? receptionId = null, QueueOrder? order = null, bool allReceptions = false)
    {
        View = view ?? View;
        Order = order ?? Order;
        ReceptionId = allReceptions ? null : receptionId ?? ReceptionId;
        Wanted = PageSize;
        Held = false;
        _items = [];
        _fresh = true;
    }

    public void ShowMore() => Wanted = Math.Min(Wanted + PageSize, MostRows);

    /// <summary>Takes in what was just read.</summary>
    public void Accept(QueueCounts counts, QueuePage page, DateTimeOffset now)
    {
        Counts = counts;
        HasMore = page.Cursor is not null;
        _items = _fresh ? [.. page.Rows.Select(row => new QueueItem(row))] : Merge(page.Rows, now);
        _fresh = false;
    }

    /// <summary>Marks a row whose citizen a colleague has just taken.</summary>
    public void Lose(Guid conversationId, string because, DateTimeOffset now) =>
        _items = [.. _items.Select(item => item.Row.ConversationId == conversationId ? item with { GoneAt = now, GoneBecause = because } : item)];

    /// <summary>Removes lost rows whose moment is over; true when some went.</summary>
    public bool Sweep(DateTimeOffset now) => !Held && _items.RemoveAll(item => item.GoneAt + GoneFor <= now) > 0;

    private List<QueueItem> Merge(IReadOnlyList<QueueRow> rows, DateTimeOffset now)
    {
        var fresh = rows.ToDictionary(row => row.ConversationId);
        var known = _items.Where(item => Held || item.GoneAt is null || item.GoneAt + GoneFor > now).Select(item => Renew(item, fresh, now)).ToList();
        var seen = known.Select(item => item.Row.ConversationId).ToHashSet();
        if (Held)
            return [.. known, .. rows.Where(row => !seen.Contains(row.ConversationId)).Select(row => new QueueItem(row))];

        var merged = rows.Select(row => known.FirstOrDefault(item => item.Row.ConversationId == row.ConversationId) ?? new QueueItem(row)).ToList();
        for (var i = 0; i < known.Count; i++)
        {
            if (!fresh.ContainsKey(known[i].Row.ConversationId))
                merged.Insert(Math.Min(i, merged.Count), known[i]);
        }

        return merged;
    }

    private QueueItem Renew(QueueItem item, Dictionary<Guid, QueueRow> fresh, DateTimeOffset now)
    {
        if (fresh.TryGetValue(item.Row.ConversationId, out var row))
            return new QueueItem(row);
        return item.GoneAt is null ? item with { GoneAt = now, GoneBecause = View == QueueView.Mine ? "Não está mais com você" : "Já não está na fila" } : item;
    }
}
