using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Wire;
using Company = Daybook.Syncing.Company;

namespace Daybook.Server.Resources.Companies;

internal static class ChangeCompany
{
    /// <summary>PUT: what the request leaves out is cleared.</summary>
    public static Task<IResult> ReplaceAsync(
        string companyId, HttpContext context, Registry registry, CompanyStore companies, CompanyShape shape, CancellationToken cancellationToken) =>
        HandleAsync(
            companyId, context, registry, companies, shape, nameIsRequired: true,
            (company, request) => company with
            {
                Name = CompanyName.Clean(request.Name),
                Description = request.Description,
                Tags = request.Tags ?? new Dictionary<string, string>(),
            },
            cancellationToken);

    /// <summary>PATCH: what the request leaves out stays.</summary>
    public static Task<IResult> MergeAsync(
        string companyId, HttpContext context, Registry registry, CompanyStore companies, CompanyShape shape, CancellationToken cancellationToken) =>
        HandleAsync(
            companyId, context, registry, companies, shape, nameIsRequired: false,
            (company, request) => company with
            {
                Name = request.Name is null ? company.Name : CompanyName.Clean(request.Name),
                Description = request.Description ?? company.Description,
                Tags = request.Tags ?? company.Tags,
            },
            cancellationToken);

    private static async Task<IResult> HandleAsync(
        string companyId,
        HttpContext context,
        Registry registry,
        CompanyStore companies,
        CompanyShape shape,
        bool nameIsRequired,
        Func<Company, CompanyRequest, Company> change,
        CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        var (posted, fault) = await JsonBody.ReadAsync<CompanyRequest>(context);
        if (fault is not null)
        {
            return fault;
        }

        var request = posted ?? new CompanyRequest();
        if (CompanyCheck.Of(request, nameIsRequired) is { } wrong)
        {
            return wrong;
        }

        var changed = change(company, request);
        await companies.SaveAsync(changed, cancellationToken);
        return Answer.Ok(await shape.OfAsync(changed, cancellationToken));
    }
}
