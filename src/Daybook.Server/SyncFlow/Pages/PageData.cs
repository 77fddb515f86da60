using Daybook.Server.SyncFlow.Desk;

namespace Daybook.Server.SyncFlow.Pages;

/// <summary>What a page shows. Razor makes its components public, so what they are given must be public too; what is inside is for the pages alone.</summary>
public sealed class PageData
{
    internal PageData(FlowFront front, FlowVisit? visit, object? content)
    {
        Front = front;
        MaybeVisit = visit;
        Content = content;
    }

    internal FlowFront Front { get; }

    internal FlowVisit? MaybeVisit { get; }

    /// <summary>The merchant at the page; there is one on all pages but those for who may not come in.</summary>
    internal FlowVisit Visit => MaybeVisit!;

    internal object? Content { get; }

    internal Words.FlowWords Words => Front.Words;
}
