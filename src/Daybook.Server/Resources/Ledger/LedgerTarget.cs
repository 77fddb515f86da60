using Daybook.Platforms.PlainText;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Syncing;
using Daybook.Wire;
using Company = Daybook.Syncing.Company;

namespace Daybook.Server.Resources.Ledger;

/// <summary>Finds the plain-text books that a path names.</summary>
internal static class LedgerTarget
{
    public static async Task<(PlatformLink? Link, Fault? Fault)> FindAsync(
        string companyId, string connectionId, Registry registry, PlainTextBooks books, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return (null, Fault.NoCompany(companyId));
        }

        return await registry.ConnectionAsync(company, connectionId, cancellationToken) switch
        {
            null => (null, Fault.NoConnection(connectionId)),
            var connection when connection.PlatformKey != books.Key => (null, Fault.NotFound($"The connection '{connectionId}' has no ledger here: only connections of platform {books.Key} have.")),
            var connection => (new PlatformLink(company.Id, connection.Id, company.Name), null),
        };
    }

    /// <summary>The answer to a change of the chart.</summary>
    public static IResult AnswerOf(ChartChange<ChartAccount> change) => change switch
    {
        ChartChange<ChartAccount>.Done { Entry: var account } => Answer.Ok(new LedgerAccount(account.Id, account.Name, account.Classification, account.IsActive)),
        ChartChange<ChartAccount>.Refused { Message: var message } => Fault.Invalid(message),
        _ => throw new InvalidOperationException("A change of the chart is done or refused."),
    };
}
