using Daybook.Wire;

namespace Daybook.Server.Reference.Examples;

internal static class CompanyExamples
{
    public static readonly CompanyRequest Request = new() { Name = "Corner shop", Description = "Tea and coffee", Tags = new Dictionary<string, string> { ["region"] = "north" } };

    public static readonly Connection Commerce = Of(Ids.Commerce, "lqai", "Commerce", "Partner Commerce");

    public static readonly Connection Books = Of(Ids.Books, "hldg", "Accounting", "Plain-text ledger");

    public static readonly Company Company = new()
    {
        Id = Ids.Company,
        Name = "Corner shop",
        Description = "Tea and coffee",
        Platform = "Plain-text ledger",
        Redirect = new Uri($"https://books.example/link/company/{Ids.Company}"),
        LastSync = Ids.Morning,
        Created = Ids.Morning,
        Tags = new Dictionary<string, string> { ["region"] = "north" },
        DataConnections = [Commerce, Books],
    };

    private static Connection Of(Guid id, string key, string source, string name) => new()
    {
        Id = id,
        IntegrationId = Ids.Integration,
        IntegrationKey = key,
        SourceId = Ids.Source,
        SourceType = source,
        PlatformName = name,
        LinkUrl = new Uri($"https://books.example/companies/{Ids.Company}/connections/{id}/start"),
        Status = "Linked",
        LastSync = Ids.Morning,
        Created = Ids.Morning,
    };
}
