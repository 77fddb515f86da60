namespace Daybook.Server.Resources.Companies;

internal static class CompanyRoutes
{
    public static void MapCompanies(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/companies", ListCompanies.HandleAsync);
        routes.MapGet("/meta/companies", ListCompanies.HandleAsync);
        routes.MapPost("/companies", CreateCompany.AloneAsync);
        routes.MapPost("/meta/companies/sync", CreateCompany.WithCommerceAsync);
        routes.MapGet("/companies/{companyId}", ReadCompany.HandleAsync);
        routes.MapPut("/companies/{companyId}", ChangeCompany.ReplaceAsync);
        routes.MapPatch("/companies/{companyId}", ChangeCompany.MergeAsync);
        routes.MapDelete("/companies/{companyId}", DeleteCompany.HandleAsync);
    }
}
