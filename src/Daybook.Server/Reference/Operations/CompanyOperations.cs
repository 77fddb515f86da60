using Daybook.Server.Reference.Examples;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class CompanyOperations
{
    private const string One = "/companies/{companyId}";

    public static readonly Chapter Chapter = new("Companies", "A company is a merchant. It has one connection to where its sales come from, and one to its books.",
    [
        Get("/companies", "Lists companies").AlsoAt("/meta/companies").Listing(CompanyExamples.Company),
        Post("/meta/companies/sync", "Creates a company with its commerce connection", "The connection, platform `lqai`, is Linked at once: records can be pushed.")
            .Taking(CompanyExamples.Request).Giving(CompanyExamples.Company),
        Post("/companies", "Creates a company", "Without any connection.").Taking(CompanyExamples.Request).Giving(CompanyExamples.Company),
        Get(One, "Reads a company").Giving(CompanyExamples.Company),
        Put(One, "Replaces a company", "What is left out is cleared.").Taking(CompanyExamples.Request).Giving(CompanyExamples.Company),
        Patch(One, "Changes a company", "What is left out stays.").Taking(CompanyExamples.Request).Giving(CompanyExamples.Company),
        Delete(One, "Deletes a company", "With all that is stored of it. What is in its books stays there: they are the merchant's.").GivingNothing(StatusCodes.Status204NoContent),
    ]);
}
