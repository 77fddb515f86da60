using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Platforms.Xero;

public sealed partial class XeroBooks
{
    /// <summary>Voids, or deletes where Xero deletes. What Xero lets no program take back is named, with what to do by hand; once that is done, this succeeds.</summary>
    public async Task<WriteOutcome> VoidAsync(PlatformLink link, Document document, string platformId, CancellationToken cancellationToken)
    {
        var accepted = new WriteOutcome.Accepted(platformId);
        if (XeroId.Read(platformId) is not { } id)
        {
            return accepted;
        }

        try
        {
            // Within six minutes Xero would repeat its first answer to the document's key, as if it were still there.
            attempts.Spent(document.Id);
            if (id.Allocation is not null)
            {
                return OutcomeOf(await calls.SendAsync(link.Connection, HttpMethod.Delete, id.ToString(), null, null, cancellationToken), accepted);
            }

            if (await StateAsync(link, id, cancellationToken) is not { } state)
            {
                return accepted;
            }

            return VoidingOf(id, state, document) is { } body
                ? OutcomeOf(await calls.SendAsync(link.Connection, HttpMethod.Post, id.ResourcePath, body, null, cancellationToken), accepted)
                : new WriteOutcome.Rejected(Refusal.Other, $"Xero lets no program take back {(id.Resource == XeroId.BankTransfers ? "a transfer between bank accounts" : "an overpayment")}: delete {document.Number} in Xero, then undo again.");
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

    private static object? VoidingOf(XeroId id, string state, Document document) => id.Resource switch
    {
        XeroId.Invoices => new { Invoices = new[] { new { InvoiceID = id.Id, Status = Gone(state) } } },
        XeroId.CreditNotes => new { CreditNotes = new[] { new { CreditNoteID = id.Id, Status = Gone(state) } } },
        XeroId.Payments => new { Status = "DELETED" },
        XeroId.BankTransactions => new { BankTransactions = new[] { new { BankTransactionID = id.Id, Status = "DELETED" } } },
        XeroId.ManualJournals => new { ManualJournals = new[] { new { ManualJournalID = id.Id, Narration = XeroMark.Of(document), Status = Gone(state) } } },
        _ => null,
    };

    /// <summary>Drafts are deleted, what counts is voided.</summary>
    private static string Gone(string state) => state is "DRAFT" or "SUBMITTED" ? "DELETED" : "VOIDED";

    /// <summary>The state of what is still in the books; null where it is gone.</summary>
    private async Task<string?> StateAsync(PlatformLink link, XeroId id, CancellationToken cancellationToken)
    {
        var root = await calls.ReadAsync(link.Connection, id.ResourcePath, cancellationToken);
        if (root?.List(id.Resource) is not [var element, ..])
        {
            return null;
        }

        if (id.Resource == XeroId.BankTransfers && element.Text("FromBankTransactionID") is { } money)
        {
            // A transfer has no state of its own; the money spent for it has.
            return await StateAsync(link, new XeroId(XeroId.BankTransactions, money), cancellationToken);
        }

        var state = element.Text("Status") ?? "AUTHORISED";
        return state is "VOIDED" or "DELETED" ? null : state;
    }

    private static WriteOutcome OutcomeOf(XeroAnswer answer, WriteOutcome.Accepted accepted) => answer switch
    {
        XeroAnswer.Ok or XeroAnswer.Missing => accepted,
        XeroAnswer.Refused refused => XeroRefusals.Of(refused.Messages),
        XeroAnswer.Failed failed => new WriteOutcome.Unanswered(failed.Message),
        XeroAnswer.Lost lost => new WriteOutcome.Unanswered(lost.Message),
        _ => throw new InvalidOperationException("An answer is one of those known."),
    };
}
