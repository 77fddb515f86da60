namespace Daybook.Wire;

/// <summary>Where a merchant connects and configures.</summary>
/// <param name="Url">Absolute, with a code that is good for 30 seconds and once.</param>
public sealed record SyncFlowUrl(Uri Url);

/// <summary>A text of the sync flow.</summary>
/// <param name="Text">What it says; empty: nothing is shown; in a request null: the default again.</param>
/// <param name="Required">Whether it can't be empty. Not looked at in a request.</param>
public sealed record FlowText(string? Text, bool Required);

/// <summary>Which account choices merchants see.</summary>
/// <param name="Accounts">Their names, beside those that are always seen; absent: all.</param>
public sealed record VisibleAccounts([property: System.Text.Json.Serialization.JsonPropertyName("visibleAccounts")] IReadOnlyList<string>? Accounts);
