using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;
using Company = Daybook.Syncing.Company;
using Connection = Daybook.Syncing.Connection;

namespace Daybook.Server.Resources.Companies;

internal static class CreateCompany
{
    public static Task<IResult> AloneAsync(
        HttpContext context, CompanyStore companies, CompanyShape shape, TimeProvider clock, Func<Guid> newId, CancellationToken cancellationToken) =>
        HandleAsync(context, companies, shape, clock, newId, withCommerce: false, cancellationToken);

    public static Task<IResult> WithCommerceAsync(
        HttpContext context, CompanyStore companies, CompanyShape shape, TimeProvider clock, Func<Guid> newId, CancellationToken cancellationToken) =>
        HandleAsync(context, companies, shape, clock, newId, withCommerce: true, cancellationToken);

    private static async Task<IResult> HandleAsync(
        HttpContext context, CompanyStore companies, CompanyShape shape, TimeProvider clock, Func<Guid> newId, bool withCommerce, CancellationToken cancellationToken)
    {
        var (posted, fault) = await JsonBody.ReadAsync<CompanyRequest>(context);
        if (fault is not null)
        {
            return fault;
        }

        var request = posted ?? new CompanyRequest();
        if (CompanyCheck.Of(request, nameIsRequired: true) is { } wrong)
        {
            return wrong;
        }

        var now = clock.Now();
        var company = new Company
        {
            Id = newId(),
            Name = CompanyName.Clean(request.Name),
            Description = request.Description,
            CreatedAt = now,
            Tags = request.Tags ?? new Dictionary<string, string>(),
        };

        // The store fills in the number of the company that is made with it.
        var commerce = withCommerce
            ? new Connection { Id = newId(), Company = 0, PlatformKey = PlatformNames.Commerce, Source = ConnectionSource.Commerce, Status = ConnectionStatus.Linked, CreatedAt = now }
            : null;
        return Answer.Ok(await shape.OfAsync(await companies.AddAsync(company, commerce, cancellationToken), cancellationToken));
    }
}
