using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Wire;
using NodaTime.Text;

namespace Daybook.Server.Resources.Accounting;

internal static class ReadAccountingCompany
{
    public static async Task<IResult> HandleAsync(string companyId, Registry registry, PlatformNames platforms, CancellationToken cancellationToken)
    {
        var (books, fault) = await BooksReading.OfCompanyAsync(companyId, registry, platforms, cancellationToken);
        return books is null ? fault! : Answer.Ok(new AccountingCompany
        {
            CompanyName = books.Chart.CompanyName,
            AccountingPlatformRef = books.Connection.ToString(),
            LedgerLockDate = books.Chart.ClosedUpTo is { } day ? LocalDatePattern.Iso.Format(day) + "T00:00:00" : null,
            Addresses = [],
            PhoneNumbers = [],
            WebLinks = [],
        });
    }
}
