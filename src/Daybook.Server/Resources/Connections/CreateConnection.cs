using System.Text.Json;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Companies;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;
using Connection = Daybook.Syncing.Connection;

namespace Daybook.Server.Resources.Connections;

internal static class CreateConnection
{
    public static async Task<IResult> HandleAsync(
        string companyId,
        HttpContext context,
        Registry registry,
        ConnectionStore connections,
        PlatformNames platforms,
        CompanyShape shape,
        TimeProvider clock,
        Func<Guid> newId,
        CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        var (key, fault) = await ReadKeyAsync(context);
        if (key is null)
        {
            return fault!;
        }

        var platform = platforms.Find(key);
        if (platform is null && key != PlatformNames.Commerce)
        {
            return Fault.NoPlatform(key);
        }

        var existing = await connections.ListAsync(company.Number, cancellationToken);
        if (platform is null && existing.Any(connection => connection.Source == ConnectionSource.Commerce))
        {
            return Fault.Conflict("The company has a commerce connection already.");
        }

        var added = await connections.AddAsync(
            new Connection
            {
                Id = newId(),
                Company = company.Number,
                PlatformKey = key,
                Source = platform is null ? ConnectionSource.Commerce : ConnectionSource.Accounting,
                Status = platform is { LinksAtOnce: false } ? ConnectionStatus.PendingAuth : ConnectionStatus.Linked,
                CreatedAt = clock.Now(),
            },
            cancellationToken);
        return added is null ? SecondBooks : Answer.Ok(shape.Of(company, added));
    }

    /// <summary>A company's sales can't go to two sets of books.</summary>
    public static Fault SecondBooks => Fault.Conflict("The company has an active accounting connection already: unlink or delete it first.");

    /// <summary>The key comes as an object's member, or from older clients as a bare string.</summary>
    private static async Task<(string? Key, Fault? Fault)> ReadKeyAsync(HttpContext context)
    {
        var (root, fault) = await JsonBody.ReadAsync(context);
        if (fault is not null)
        {
            return (null, fault);
        }

        if (root is { ValueKind: JsonValueKind.String } bare)
        {
            var (text, wrong) = JsonBody.As<string>(bare);
            return (text, wrong);
        }

        var (request, invalid) = root is { } json ? JsonBody.As<ConnectionRequest>(json) : (null, null);
        return invalid is not null ? (null, invalid)
            : string.IsNullOrEmpty(request?.PlatformKey) ? (null, Fault.Invalid("platformKey: must be the key of a platform, such as hldg."))
            : (request.PlatformKey, null);
    }
}
