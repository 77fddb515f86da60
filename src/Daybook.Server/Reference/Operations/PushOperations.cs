using Daybook.Server.Reference.Examples;
using Daybook.Wire.Commerce;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class PushOperations
{
    private const string About = """
        Records are pushed whole, in any order, as often as you like, also at the same time. A record replaces its earlier version unless it is older; the same version again changes nothing.
        A push is stored whole before it is answered, or on any fault not at all. An object with an `id` alone deletes.
        """;

    public static readonly Chapter Chapter = new("Records", About,
    [
        Post("/data/companies/{companyId}/sync/{dataType}", "Pushes records",
                "`dataType` is `commerce-` and `orders`, `payments`, `transactions`, `products`, `productCategories`, `locations`, `taxComponents`, `paymentMethods` or `customers`; the body's member is that word.")
            .TakingOneOf(CommerceExamples.Pushes).Giving(new CommercePushed { Data = CommerceExamples.Push, DatasetId = Ids.Dataset }),
        Put("/companies/{companyId}/data/commerce-productCategories", "Sets the whole list of product categories", "Those that it leaves out are deleted.")
            .Taking(new ProductCategoryList { ProductCategories = [CommerceExamples.ProductCategory] })
            .Giving(new CommercePushed { Data = new CommercePush { ProductCategories = [CommerceExamples.ProductCategory] }, DatasetId = Ids.Dataset }),
        Get("/companies/{companyId}/data/history", "Lists datasets", "Newest first.").Listing(CommerceExamples.Dataset),
        Get("/companies/{companyId}/data/history/{datasetId}", "Reads how a push fared").AlsoAt("/meta/companies/{companyId}/pull/history/{datasetId}").Giving(CommerceExamples.Dataset),
        Get("/companies/{companyId}/sync/{datasetId}/validation", "Reads the remarks on a dataset", "Records that are set aside, with the reason, and what is unusual.").Giving(CommerceExamples.Remarks),
        Get("/companies/{companyId}/sync/commerce/records", "Lists records by where they stand", "Nothing disappears: a record that can't be booked is set aside with a reason, one whose counterpart is missing waits.")
            .With(new Parameter("state", "`setAside`, `waiting`, `pending` or `booked`.", "waiting", IsRequired: true)).Listing(CommerceExamples.Standing),
    ]);
}
