using Daybook.Server.Reference.Examples;
using Daybook.Wire;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class ConnectionOperations
{
    private const string All = "/companies/{companyId}/connections";
    private const string One = All + "/{connectionId}";

    public static readonly Chapter Chapter = new("Connections", "Platform keys: `lqai` for commerce, `hldg` for the plain-text ledger. A sync needs one Linked connection of each kind.",
    [
        Get(All, "Lists a company's connections").AlsoAt("/meta" + All).Listing(CompanyExamples.Commerce, CompanyExamples.Books),
        Post(All, "Connects a company to a platform", "Takes the platform's key, as an object or as a bare JSON string.").AlsoAt("/meta" + All)
            .Taking(new ConnectionRequest("hldg")).Giving(CompanyExamples.Books).Conflicting("The company has an active accounting connection already."),
        Get(One, "Reads a connection").AlsoAt("/meta" + One).Giving(CompanyExamples.Books),
        Patch(One, "Changes a connection", "Unlinking keeps the configuration; the next sync ends with 4040.").AlsoAt("/meta" + One)
            .Taking(new ConnectionChange("Unlinked", null)).Giving(CompanyExamples.Books with { Status = "Unlinked" }).Conflicting("The company has another active accounting connection."),
        Put(One + "/authorization", "Authorizes a connection", "Where the platform has nothing to authorize it is Linked at once; for Tryton (`tryt`) the body has `server`, `database`, `user` and `password`, which are tried before they are kept; else the merchant is sent to its `linkUrl`.").AlsoAt("/meta" + One + "/authorization")
            .MayTake<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>()).Giving(CompanyExamples.Books).Conflicting("The company has another active accounting connection."),
        Delete(One, "Deletes a connection", "With its configuration.").AlsoAt("/meta" + One).GivingNothing(StatusCodes.Status200OK),
    ]);
}
