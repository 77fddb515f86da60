using Daybook.Server.Reference.Examples;
using Daybook.Wire;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class RefreshOperations
{
    private const string Company = "/companies/{companyId}";
    private const string Product = Company + "/products/{productIdentifier}";

    private const string About = """
        Nothing has to be fetched here: commerce data is pushed, and a ledger is read whenever it is asked for. What the contract has for it answers truthfully and does nothing.
        """;

    public static readonly Chapter Chapter = new("Freshness", About,
    [
        Get(Company + "/dataStatus", "Reads how fresh each type of data is").Giving<IReadOnlyDictionary<string, DataStatus>>(new Dictionary<string, DataStatus> { ["commerce-orders"] = ClientExamples.Status }),
        Post(Company + "/data/all", "Asks for all data again").GivingNothing(StatusCodes.Status204NoContent),
        Post(Company + "/data/queue/{dataType}", "Asks for one type of data again", "Answers a dataset that brings nothing and is complete.")
            .With(new Parameter("connectionId", "One of the company's connections.", Ids.Commerce.ToString())).Giving(CommerceExamples.Dataset),
        Post(Company + "/data/info", "Asks for the company's accounting data again").Giving(CommerceExamples.Dataset with { DataType = "company", ConnectionId = Ids.Books }),
        Get("/profile/syncSettings", "Reads the settings for all companies").Giving(ClientExamples.Settings),
        Post("/profile/syncSettings", "Sets the settings for all companies").Taking(ClientExamples.Settings).GivingNothing(StatusCodes.Status204NoContent),
        Get(Company + "/syncSettings", "Reads a company's settings").Giving(ClientExamples.CompanySettings),
        Post(Company + "/syncSettings", "Sets a company's settings").Taking(ClientExamples.CompanySettings).GivingNothing(StatusCodes.Status204NoContent),
        Put(Product, "Gives a company a product", "It has it: `sync-for-commerce` belongs to every company.").GivingNothing(StatusCodes.Status204NoContent),
        Delete(Product, "Takes a product away", "Never possible; to stop a company's syncs, set `enable` to false.").GivingNothing(StatusCodes.Status204NoContent).Conflicting("Every company has `sync-for-commerce`."),
        Post(Product + "/refresh", "Asks for a product's data again").GivingNothing(StatusCodes.Status202Accepted),
    ]);
}
