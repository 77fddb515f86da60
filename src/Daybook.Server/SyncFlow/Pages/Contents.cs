using Daybook.Platforms.OAuth;
using Daybook.Server.SyncFlow.Overview;
using Daybook.Server.SyncFlow.Stages;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Pages;

/// <param name="Key">The text's key: with <c>-title</c> what happened, with <c>-advice</c> what to do.</param>
/// <param name="Values">What goes into the text.</param>
internal sealed record MessageContent(string Key, IReadOnlyList<object> Values)
{
    /// <summary>Where the merchant goes on; null: nowhere from here.</summary>
    public string? Next { get; init; }
}

/// <param name="Action">Where the form is sent.</param>
/// <param name="State">Ties the choice to its consent.</param>
/// <param name="Platform">The platform's name.</param>
/// <param name="Organisations">What there is to choose from.</param>
internal sealed record OrganisationContent(string Action, string State, string Platform, IReadOnlyList<Organisation> Organisations);

/// <param name="Action">Where the form is sent.</param>
/// <param name="State">Ties the form to the browser.</param>
/// <param name="Platform">The platform's name.</param>
/// <param name="Given">What was filled in before, by name; the password is asked for anew.</param>
/// <param name="Refusal">Why that did not do; null where nothing was filled in yet.</param>
internal sealed record SignInContent(string Action, string State, string Platform, Func<string, string?> Given, string? Refusal);

/// <summary>The platforms that a merchant may keep books on.</summary>
internal sealed record PlatformsContent
{
    /// <summary>The company's name.</summary>
    public required string Company { get; init; }

    /// <summary>The page's own address.</summary>
    public required string Home { get; init; }

    /// <summary>What the addresses of the platforms' images begin with.</summary>
    public required string Images { get; init; }

    /// <summary>Goes into every form; empty in a frame, where there are none.</summary>
    public required string Token { get; init; }

    public required IReadOnlyList<IAccountingPlatform> Platforms { get; init; }

    /// <summary>The name of the platform that is connected already; null: none.</summary>
    public required string? Linked { get; init; }

    /// <summary>Whether the page stands in a frame of the client's: then its buttons open pages of their own.</summary>
    public required bool IsEmbedded { get; init; }
}

/// <param name="Faulty">The stages where something is wrong or missing.</param>
/// <param name="Preview">Null while there are any.</param>
internal sealed record ReviewContent(IReadOnlyList<Stage> Faulty, FlowPreview? Preview);

/// <param name="Overview">How the sync stands.</param>
/// <param name="Problems">What keeps the next sync from running.</param>
/// <param name="IsNew">Whether the merchant has just finished.</param>
internal sealed record OverviewContent(FlowOverview Overview, IReadOnlyList<string> Problems, bool IsNew)
{
    /// <summary>Whether the name that was to confirm the removal was another.</summary>
    public bool IsWrongName { get; init; }
}

/// <param name="Sync">The sync.</param>
/// <param name="Documents">What it wrote, or was to write.</param>
internal sealed record SyncContent(Sync Sync, IReadOnlyList<StoredDocument> Documents);

/// <param name="Stored">The document.</param>
/// <param name="Records">The first of the records behind it.</param>
/// <param name="Count">How many there are.</param>
internal sealed record DocumentContent(StoredDocument Stored, IReadOnlyList<RecordStanding> Records, int Count);
