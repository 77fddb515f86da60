using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Syncing;

namespace Daybook.Platforms.QuickBooks;

public sealed partial class QuickBooksBooks
{
    /// <summary>What stays in the list with nothing in it; all else is deleted.</summary>
    private static readonly string[] Voidable = [QuickBooksId.Invoice, QuickBooksId.Payment, QuickBooksId.BillPayment];

    /// <summary>Voids, or deletes where QuickBooks knows no voiding. What is set against another document is left alone until that is undone.</summary>
    public async Task<WriteOutcome> VoidAsync(PlatformLink link, Document document, string platformId, CancellationToken cancellationToken)
    {
        var accepted = new WriteOutcome.Accepted(platformId);
        try
        {
            // QuickBooks may repeat its first answer to the document's name, as if it were still there.
            attempts.Spent(document.Id);
            foreach (var id in QuickBooksId.Read(platformId).Reverse())
            {
                if (await VoidAsync(link, document, id, cancellationToken) is { } fault)
                {
                    return fault;
                }
            }

            return accepted;
        }
        catch (PlatformNotAuthorizedException closed)
        {
            return new WriteOutcome.Rejected(Refusal.NotAuthorized, closed.Message);
        }
        catch (PlatformUnavailableException unavailable)
        {
            return new WriteOutcome.Unanswered(unavailable.Message);
        }
    }

    /// <returns>Null once it is out of the books; else why not.</returns>
    private async Task<WriteOutcome?> VoidAsync(PlatformLink link, Document document, QuickBooksId id, CancellationToken cancellationToken)
    {
        for (var turn = 1; ; turn++)
        {
            var read = await calls.TryReadAsync(link.Connection, $"{QuickBooksId.PathOf(id.Entity)}/{id.Id}", null, cancellationToken);
            if (read is QuickBooksAnswer.Refused unread)
            {
                return unread.IsGone ? null : QuickBooksRefusals.Of(unread.Errors);
            }

            if (((QuickBooksAnswer.Ok)read).Root.Part(id.Entity) is not { } entity || QuickBooksMark.IsVoid(entity.Text("PrivateNote")))
            {
                return null;
            }

            if (entity.List("LinkedTxn").Select(one => one.Text("TxnType") ?? "").Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } ties)
            {
                return new WriteOutcome.Rejected(Refusal.Invalid, $"{document.Number} is tied to another document in QuickBooks ({string.Join(", ", ties)}): take that off in QuickBooks first.");
            }

            var (path, body) = VoidingOf(id, entity.Text("SyncToken") ?? "0");
            switch (await calls.SendAsync(link.Connection, path, body, null, cancellationToken))
            {
                case QuickBooksAnswer.Ok:
                    return null;
                case QuickBooksAnswer.Refused refused when refused.IsGone:
                    return null;
                case QuickBooksAnswer.Refused refused when turn < Turns && refused.Errors.Any(error => error.Code == QuickBooksError.Stale):
                    break;
                case QuickBooksAnswer.Refused refused:
                    return QuickBooksRefusals.Of(refused.Errors);
                case QuickBooksAnswer.Failed failed when turn == Turns:
                    return new WriteOutcome.Unanswered(failed.Message);
                case QuickBooksAnswer.Lost lost when turn == Turns:
                    return new WriteOutcome.Unanswered(lost.Message);
            }
        }
    }

    private static (string Path, object Body) VoidingOf(QuickBooksId id, string token)
    {
        var path = QuickBooksId.PathOf(id.Entity);
        return id.Entity == QuickBooksId.Invoice ? ($"{path}?operation=void", new { id.Id, SyncToken = token })
            : Voidable.Contains(id.Entity) ? ($"{path}?operation=update&include=void", new { id.Id, SyncToken = token, sparse = true })
            : ($"{path}?operation=delete", new { id.Id, SyncToken = token });
    }
}
