namespace Daybook.Sandbox.QuickBooks;

/// <summary>A request can't be taken, in QuickBooks' own words.</summary>
internal sealed class RefusedException(string code, string message, string detail, string element = "") : Exception(message)
{
    public string Code { get; } = code;

    public string Detail { get; } = detail;

    /// <summary>The field; empty where none is said.</summary>
    public string Element { get; } = element;

    /// <summary>A rule of the business.</summary>
    public static RefusedException Business(string detail) =>
        new("6000", "A business validation error has occurred while processing your request", $"Business Validation Error: {detail}");

    public static RefusedException Missing(string parameter) =>
        new("2020", "Required param missing, need to supply the required value for the API", $"Required parameter {parameter} is missing in the request", parameter);

    public static RefusedException NoReference(string list, string id) => new("2500", "Invalid Reference Id", $"Invalid Reference Id : {list} element id {id} not found");

    public static RefusedException Inactive() => new(
        "610", "Object Not Found", "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.");

    public static RefusedException Gone() => new("610", "Object Not Found", "Object Not Found : Another user has deleted this transaction.");

    public static RefusedException AccountType(string account) => new("6430", "Invalid account type", $"Invalid account type used: {account}");
}
