using Daybook.Platforms.PlainText;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Wire;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Server.Resources.Ledger;

internal static class SetLockDate
{
    /// <summary>Closes the books up to and with a day; null opens them all.</summary>
    public static async Task<IResult> HandleAsync(
        string companyId, string connectionId, HttpContext context, Registry registry, PlainTextBooks books, CancellationToken cancellationToken)
    {
        var (link, fault) = await LedgerTarget.FindAsync(companyId, connectionId, registry, books, cancellationToken);
        if (link is null)
        {
            return fault!;
        }

        var (request, wrong) = await JsonBody.ReadAsync<LedgerLock>(context);
        if (wrong is not null || request is null)
        {
            return wrong ?? Fault.Invalid("lockDate: the body must say which day, such as {\"lockDate\":\"2026-01-31\"}, or null.");
        }

        LocalDate? day = null;
        if (request.LockDate is { } text)
        {
            if (!LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date))
            {
                return Fault.Invalid($"lockDate: '{text}' is not a day such as 2026-01-31.");
            }

            day = date;
        }

        await books.SetClosedUpToAsync(link, day, cancellationToken);
        return Answer.Ok(request);
    }
}
