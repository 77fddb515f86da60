using Daybook.Syncing;

namespace Daybook.Platforms.Xero;

/// <summary>Turns what Xero says into why, in words for the merchant. Its texts are not fixed: they are known by fragments.</summary>
internal static class XeroRefusals
{
    private static readonly (string Fragment, Refusal Refusal, string Words)[] Known =
    [
        ("lock date", Refusal.DayClosed, "The books are locked on that day. Move the lock date in Xero, or let the next sync book it on the first open day."),
        ("accounts are locked", Refusal.DayClosed, "The books are locked on that day. Move the lock date in Xero, or let the next sync book it on the first open day."),
        ("must be unique", Refusal.DuplicateNumber, "Another document in Xero has the number."),
        ("contact with the specified contact details has been archived", Refusal.NotActive, "The customer or supplier is archived in Xero: restore it there, or choose another."),
        ("at least 1 of the following elements to identify the contact", Refusal.NotActive, "The customer or supplier is gone from Xero: choose another."),
        ("has been archived, or has been deleted", Refusal.NotActive, "An account is archived or deleted in Xero: restore it there, or choose another."),
        ("is not a valid code for this document", Refusal.NotActive, "An account is gone from Xero or can't be used for this: choose another."),
        ("account could not be found", Refusal.NotActive, "An account is gone from Xero: choose another."),
        ("account code or id must be", Refusal.NotActive, "An account is gone from Xero: choose another."),
        ("account must be valid", Refusal.NotActive, "An account is gone from Xero or can't be used for this: choose another."),
        ("taxtype code", Refusal.NotActive, "A tax rate is gone from Xero or does not fit the account it is used with: choose another rate or account."),
        ("tax rate must be", Refusal.NotActive, "A tax rate is archived in Xero: choose another."),
        ("unknown tracking details", Refusal.NotActive, "A tracking option is gone from Xero: the next sync goes without it."),
        ("subscription", Refusal.SubscriptionExpired, "The organisation's subscription to Xero has expired: renew it in Xero."),
        ("not subscribed to currency", Refusal.Invalid, "The currency is not switched on in Xero: add it under the organisation's currencies."),
        ("limit of invoices you can approve", Refusal.Other, "The organisation's plan allows no more invoices this month: choose a larger plan in Xero."),
        ("exceeds the amount outstanding", Refusal.Invalid, "It is more than what is open on the document it settles; somebody may have settled it in Xero already."),
        ("greater than amount outstanding", Refusal.Invalid, "It is more than what is open on the document it settles; somebody may have settled it in Xero already."),
        ("already been paid off", Refusal.Invalid, "The document that it settles is settled already in Xero."),
        ("only be made against authorised", Refusal.Invalid, "The document that it settles is not approved in Xero, or settled already."),
        ("has a payment or credit note allocated", Refusal.Invalid, "It is paid or credited in Xero: take that off in Xero first."),
        ("not of valid status", Refusal.Invalid, "It was paid, voided or deleted in Xero meanwhile."),
        ("total debits", Refusal.Invalid, "It does not balance."),
        ("tax amount cannot be greater", Refusal.Invalid, "A line's tax is larger than the line."),
    ];

    public static WriteOutcome.Rejected Of(IReadOnlyList<string> messages)
    {
        var (refusal, words) = WordsFor(messages);
        return new WriteOutcome.Rejected(refusal, $"{words} Xero says: {string.Join(' ', messages)}");
    }

    public static bool IsDuplicate(IReadOnlyList<string> messages) => WordsFor(messages).Refusal == Refusal.DuplicateNumber;

    private static (Refusal Refusal, string Words) WordsFor(IReadOnlyList<string> messages)
    {
        var known = Array.Find(Known, one => messages.Any(message => message.Contains(one.Fragment, StringComparison.OrdinalIgnoreCase)));
        return known.Words is null ? (Refusal.Other, "Xero refused it.") : (known.Refusal, known.Words);
    }
}
