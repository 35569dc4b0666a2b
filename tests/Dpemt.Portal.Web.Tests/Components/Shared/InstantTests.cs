using Bunit;
using Dpemt.Portal.Web.Components.Shared;

namespace Dpemt.Portal.Web.Tests.Components.Shared;

public sealed class InstantTests : BunitContext
{
    [Fact]
    public void Render_UtcInstant_ShowsCuiabaTimeAndNamesTheZone()
    {
        var instant = Render<Instant>(parameters => parameters.Add(x => x.Value, new DateTimeOffset(2026, 7, 1, 2, 30, 0, TimeSpan.Zero)));
        var time = instant.Find("time");
        Assert.Equal("30/06/2026 22:30", time.TextContent);
        Assert.Equal("2026-07-01T02:30:00Z", time.GetAttribute("datetime"));
        Assert.Contains("Cuiabá", time.GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_NoInstant_ShowsADash() => Assert.Equal("—", Render<Instant>(parameters => parameters.Add(x => x.Value, null)).Find("span").TextContent);
}
