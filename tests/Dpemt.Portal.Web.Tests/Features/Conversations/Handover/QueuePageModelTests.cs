using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Web.Features.Conversations.Handover;
using static Dpemt.Portal.Web.Tests.Features.Conversations.QueueRows;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Handover;

public sealed class QueuePageModelTests
{
    private readonly QueuePageModel _model = new();

    [Fact]
    public void Accept_FirstPage_KeepsItsOrder()
    {
        Read(Row("Ana", 30), Row("Bia", 20), Row("Caio", 10));
        Assert.Equal(["Ana", "Bia", "Caio"], Names());
    }

    [Fact]
    public void Accept_OlderRowComesBackByTransfer_TakesItsPlaceInLine()
    {
        var (first, last) = (Row("Ana", 30), Row("Caio", 10));
        Read(first, last);
        Read(first, Row("Bia", 20), last);
        Assert.Equal(["Ana", "Bia", "Caio"], Names());
    }

    [Fact]
    public void Accept_WhileHeld_NothingMovesAndNewRowsComeLast()
    {
        var (first, last) = (Row("Ana", 30), Row("Caio", 10));
        Read(first, last);
        _model.Held = true;
        Read(Row("Bia", 20), last);
        Assert.Equal(["Ana", "Caio", "Bia"], Names());
        Assert.NotNull(_model.Items[0].GoneAt);
        Assert.False(_model.Sweep(Noon.AddMinutes(5)));

        _model.Held = false;
        Assert.True(_model.Sweep(Noon.AddMinutes(5)));
        Read(Row("Bia", 20, id: _model.Items[1].Row.ConversationId), last);
        Assert.Equal(["Bia", "Caio"], Names());
    }

    [Fact]
    public void Accept_RowTakenByAnother_StaysAMomentAndGoes()
    {
        var (taken, other) = (Row("Ana", 30), Row("Bia", 20));
        Read(taken, other);
        Read(other);
        Assert.Equal(["Ana", "Bia"], Names());
        Assert.Equal("Já não está na fila", _model.Items[0].GoneBecause);
        Assert.False(_model.Sweep(Noon.AddSeconds(1)));
        Assert.True(_model.Sweep(Noon + QueuePageModel.GoneFor));
        Assert.Equal(["Bia"], Names());
    }

    [Fact]
    public void Lose_RaceLost_ShowsWhoTookIt()
    {
        var row = Row("Ana");
        Read(row, Row("Bia"));
        _model.Lose(row.ConversationId, "Beatriz acabou de assumir esta conversa.", Noon);
        Read(_model.Items[1].Row);
        Assert.Equal("Beatriz acabou de assumir esta conversa.", _model.Items[0].GoneBecause);
    }

    [Fact]
    public void Lose_RowComesBack_IsShownAgain()
    {
        var row = Row("Ana");
        Read(row);
        _model.Lose(row.ConversationId, "Beatriz acabou de assumir esta conversa.", Noon);
        Read(row);
        Assert.Null(Assert.Single(_model.Items).GoneAt);
    }

    [Fact]
    public void Title_WithPeopleWaiting_CountsThem()
    {
        Assert.Equal("Fila de atendimento", _model.Title);
        Read(Row());
        Assert.Equal("(1) Fila de atendimento", _model.Title);
    }

    [Fact]
    public void ShowMore_ManyTimes_StopsAtTheMostRows()
    {
        for (var i = 0; i < 10; i++)
            _model.ShowMore();
        Assert.Equal(QueuePageModel.MostRows, _model.Wanted);
        _model.Show(QueueView.Mine);
        Assert.Equal(QueuePageModel.PageSize, _model.Wanted);
    }

    [Fact]
    public void Show_AnotherPart_ForgetsTheRowsOfTheOld()
    {
        Read(Row("Ana"));
        _model.Show(QueueView.Mine);
        Assert.True(_model.IsFirstLoad);
        Read(Row("Bia"));
        Assert.Equal(["Bia"], Names());
    }

    private void Read(params QueueRow[] rows) => _model.Accept(Counts(rows.Length), new QueuePage(rows, null), Noon);

    private IEnumerable<string> Names() => _model.Items.Select(item => item.Row.CitizenName);
}
