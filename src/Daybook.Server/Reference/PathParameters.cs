namespace Daybook.Server.Reference;

/// <summary>What the names in paths mean.</summary>
internal static class PathParameters
{
    private const string Company = "b4c1a0de-55f2-4b7c-9a55-0d8c4c1f6a10";
    private const string Client = "0f6b8f64-2a39-4c3e-9ac5-1f4a0d7be801";

    /// <summary>By name: what it means, an example, and whether it is a UUID.</summary>
    public static readonly IReadOnlyDictionary<string, (string Description, string Example, bool IsUuid)> All = new Dictionary<string, (string, string, bool)>(StringComparer.Ordinal)
    {
        ["companyId"] = ("The company's id.", Company, true),
        ["connectionId"] = ("The id of one of the company's connections.", "2e9d2c44-f675-40ba-8049-353bfcb5e171", true),
        ["datasetId"] = ("The id that a push answered with.", "5d1b7b0a-6f0e-4df1-8e0b-3f0f8c1f2a77", true),
        ["syncId"] = ("The id of one of the company's syncs.", "95a494d1-924f-4427-9844-fdef79b5734b", true),
        ["documentId"] = ("The id of a document of one of the company's syncs.", "12887f0e-54c6-4dd7-8d3e-5c8f1c5c6d01", true),
        ["line"] = ("The number of a line, counted from 1.", "1", false),
        ["dataType"] = ("A type of data.", "commerce-orders", false),
        ["recordId"] = ("The shop's id of a record, percent-encoded (a slash is `%2F`).", "1002", false),
        ["accountId"] = ("The accounting software's id of an account, percent-encoded.", "income%3Asales", false),
        ["pushOperationKey"] = ("The key of something that was written to the books.", "12887f0e-54c6-4dd7-8d3e-5c8f1c5c6d01", true),
        ["apiKeyId"] = ("The id of an API key, not the key itself.", Client, true),
        ["webhookId"] = ("The id of a webhook consumer.", Client, true),
        ["eventId"] = ("The id of an event, as a delivery carries it.", "ba29118f-5406-4e59-b05c-ba307ca38d01", true),
        ["ruleId"] = ("The id of a rule.", Client, true),
        ["clientId"] = ("The client's id: the first part of the path of a sync flow link.", Client, true),
        ["productIdentifier"] = ("Here always `sync-for-commerce`.", "sync-for-commerce", false),
        ["commerceKey"] = ("The key of the commerce platform.", "lqai", false),
        ["accountingKey"] = ("The key of the accounting platform.", "hldg", false),
        ["image"] = ("`logo`, `icon`, `button` or `button-hover`.", "logo", false),
        ["platformKey"] = ("A platform's key: four lower-case letters.", "hldg", false),
    };
}
