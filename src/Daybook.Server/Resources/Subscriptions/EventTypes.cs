using System.Text.RegularExpressions;

namespace Daybook.Server.Resources.Subscriptions;

/// <summary>The types of events that can be asked for.</summary>
internal static partial class EventTypes
{
    private static readonly string[] OfWebhooks =
    [
        "company.created", "company.deleted", "company.product.added", "company.product.removed",
        "connection.created", "connection.connected", "connection.disconnected", "connection.reconnected", "connection.failed", "connection.deleted",
        "read.completed", "read.completed.initial", "client.rateLimit.reached", "client.rateLimit.reset",
        "sync.succeeded", "sync.failed", "sync.warning", "sync.disabled", "webhook.disabled",
    ];

    private static readonly string[] OfRules =
    [
        "DataConnectionStatusChanged", "New company synchronized", "Data sync completed", "Dataset data changed", "Data Sync Status Changed To Error",
        "Push Operation Status Changed", "Push Operation Timed Out", "Sync Connection Deleted",
    ];

    private static readonly HashSet<string> Rules = [.. OfRules.Select(Plain)];

    /// <summary>Whether a rule can be about it. Both spellings of a word, and with or without spaces.</summary>
    public static bool IsOfRules(string type) => Rules.Contains(Plain(type));

    /// <summary>Whether a webhook consumer can ask for it: one of today's types, or one of the older ones.</summary>
    public static bool IsOfWebhooks(string type) => OfWebhooks.Contains(type, StringComparer.Ordinal) || Write().IsMatch(type) || IsOfRules(type);

    public static string RuleList => string.Join(", ", OfRules);

    public static string WebhookList => string.Join(", ", OfWebhooks) + ", {dataType}.write.successful, {dataType}.write.unsuccessful";

    /// <summary>A type of rules without what its spellings differ in.</summary>
    public static string Plain(string type) =>
        type.Replace(" ", "", StringComparison.Ordinal).Replace("()", "", StringComparison.Ordinal).Replace("ised", "ized", StringComparison.OrdinalIgnoreCase).ToUpperInvariant();

    [GeneratedRegex(@"^[A-Za-z-]+\.write\.(un)?successful$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Write();
}
