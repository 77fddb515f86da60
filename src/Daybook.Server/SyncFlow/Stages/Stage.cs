using Daybook.Server.SyncFlow.Desk;
using Part = Daybook.Syncing.ConfigurationSection;

namespace Daybook.Server.SyncFlow.Stages;

/// <summary>A step of the way to a sync.</summary>
/// <param name="Name">As addresses spell it.</param>
/// <param name="LabelKey">The key of what the progress list calls it.</param>
/// <param name="Section">The part of the configuration that is chosen here; null: none that is checked.</param>
internal sealed record Stage(string Name, string LabelKey, Part? Section)
{
    public static readonly Stage Connect = new("connect", "configure-setupSidebar-checkboxes-connectToAccounting", null);
    public static readonly Stage Books = new("books", "flow-books-title", null);
    public static readonly Stage Sales = new("sales", "configure-setupSidebar-checkboxes-sales", Part.Sales);
    public static readonly Stage Payments = new("payments", "configure-setupSidebar-checkboxes-payments", Part.Payments);
    public static readonly Stage Fees = new("fees", "configure-setupSidebar-checkboxes-fees", Part.Fees);
    public static readonly Stage Schedule = new("schedule", "configure-setupSidebar=checkboxes-syncSchedule", Part.Schedule);
    public static readonly Stage Review = new("review", "flow-review-title", null);

    /// <summary>In the order in which a merchant goes through them.</summary>
    public static readonly IReadOnlyList<Stage> All = [Connect, Books, Sales, Payments, Fees, Schedule, Review];

    /// <summary>Those where something is chosen in a form.</summary>
    public static readonly IReadOnlyList<Stage> Forms = [Books, Sales, Payments, Fees, Schedule];

    public static Stage? Find(string name) => All.FirstOrDefault(stage => stage.Name == name);

    public Stage? Before => this == All[0] ? null : All[IndexOf(this) - 1];

    public Stage Next => All[Math.Min(IndexOf(this) + 1, All.Count - 1)];

    public bool IsDone(FlowVisit visit) => this == Connect ? visit.IsConnected : visit.Draft.Done.Contains(Name);

    /// <summary>Where a merchant goes on who comes back.</summary>
    public static Stage FirstOpen(FlowVisit visit) => All.First(stage => stage == Review || !stage.IsDone(visit));

    private static int IndexOf(Stage stage) => All.TakeWhile(other => other != stage).Count();
}
