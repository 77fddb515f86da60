using Daybook.Server.Resources.Configurations;
using Daybook.Server.SyncFlow.Drafts;
using Daybook.Server.SyncFlow.Sessions;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Desk;

/// <summary>A merchant at a page: who it is, and all that the pages show of the company.</summary>
internal sealed record FlowVisit
{
    public required FlowFront Front { get; init; }

    public required FlowSession Session { get; init; }

    public required Company Company { get; init; }

    /// <summary>The address of the company's pages, without a slash at the end.</summary>
    public required string Home { get; init; }

    /// <summary>This page's address below <see cref="Home"/>, for the way back after a change of language.</summary>
    public required string Here { get; init; }

    /// <summary>Goes into every form.</summary>
    public required string Token { get; init; }

    /// <summary>What is stored, and what there is to choose from.</summary>
    public required CompanyChoices Choices { get; init; }

    public required FlowDraft Draft { get; init; }

    /// <summary>Whether choices were made that do not count yet.</summary>
    public required bool HasDraft { get; init; }

    /// <summary>What occurs in the shop's records.</summary>
    public required ShopHabits Habits { get; init; }

    public required Connection? Commerce { get; init; }

    public required Connection? Accounting { get; init; }

    /// <summary>Makes what is missing in the books.</summary>
    public required BooksEditor Books { get; init; }

    /// <summary>The optional choices that the client lets merchants see; null: all.</summary>
    public required IReadOnlySet<string>? VisibleAccounts { get; init; }

    public Words.FlowWords Words => Front.Words;

    public bool IsConnected => Choices.IsConnected;

    /// <summary>Whether the sync has been set up before.</summary>
    public bool IsConfigured => Choices.Current.Configured && Accounting is not null;

    public Uri? WayBack => Front.Brand.WayBack(Session.RedirectUrl);

    public string LinkTo(string path) => $"{Home}/{path}";
}
