using Bunit;
using Dpemt.Portal.Web.Components.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Dpemt.Portal.Web.Tests.Components.Layout;

public sealed class PageErrorBoundaryTests : BunitContext
{
    [Fact]
    public void Render_PageThatFails_ShowsCodeAndRecovers()
    {
        var page = new Fault { Broken = true };
        var boundary = Render<PageErrorBoundary>(parameters => parameters.AddChildContent(page.Render));
        Assert.Matches("^[0-9a-f]{32}$", boundary.Find("code.trace").TextContent);

        page.Broken = false;
        boundary.Find("button").Click();
        Assert.Equal("tudo certo", boundary.Find("p").TextContent);
    }

    private sealed class Fault
    {
        public bool Broken { get; set; }

        public RenderFragment Render => builder =>
        {
            builder.OpenComponent<FaultyPage>(0);
            builder.AddComponentParameter(1, nameof(FaultyPage.Owner), this);
            builder.CloseComponent();
        };
    }

    private sealed class FaultyPage : ComponentBase
    {
        [Parameter]
        public Fault Owner { get; set; } = default!;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (Owner.Broken) throw new InvalidOperationException("broken on purpose");
            builder.AddMarkupContent(0, "<p>tudo certo</p>");
        }
    }
}
