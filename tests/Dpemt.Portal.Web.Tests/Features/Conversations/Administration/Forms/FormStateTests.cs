using Dpemt.Portal.Conversations;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Administration.Forms;

public sealed class FormStateTests
{
    [Fact]
    public async Task SaveAsync_SecondClickWhilePending_SavesOnce()
    {
        var state = new FormState();
        var answer = new TaskCompletionSource<SaveResult>();
        var saves = 0;
        Task<SaveResult> Save()
        {
            saves++;
            return answer.Task;
        }

        var first = state.SaveAsync(Save);
        Assert.True(state.Pending);
        Assert.Null(await state.SaveAsync(Save));
        answer.SetResult(new SaveResult([], 7));
        Assert.Equal(7, (await first)?.Id);
        Assert.Equal(1, saves);
        Assert.False(state.Pending);
    }

    [Fact]
    public async Task SaveAsync_Refused_TellsEachFieldItsFaultsUntilItIsSaved()
    {
        var state = new FormState();
        Assert.Null(await state.SaveAsync(() => Task.FromResult(new SaveResult([new("Name", "Um."), new("Name", "Dois."), new("Area", "Três.")]))));
        Assert.Equal("Um. Dois.", state["Name"]);
        Assert.Equal("Três.", state["Area"]);
        Assert.Null(state["Keywords"]);

        Assert.NotNull(await state.SaveAsync(() => Task.FromResult(new SaveResult([], 1))));
        Assert.Null(state["Name"]);
    }

    [Fact]
    public async Task SaveAsync_ServerFails_CanBeTriedAgain()
    {
        var state = new FormState();
        await Assert.ThrowsAsync<TimeoutException>(() => state.SaveAsync(() => throw new TimeoutException()));
        Assert.False(state.Pending);
    }
}
