namespace Daybook.Server.Resources.Products;

internal static class ProductRoutes
{
    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        const string product = "/companies/{companyId}/products/{productIdentifier}";
        routes.MapPut(product, ChangeProduct.AddAsync);
        routes.MapDelete(product, ChangeProduct.RemoveAsync);
        routes.MapPost(product + "/refresh", ChangeProduct.RefreshAsync);
    }
}
