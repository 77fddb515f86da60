using Daybook.Syncing;

namespace Daybook.Platforms.FreeAgent;

/// <summary>Turns what FreeAgent says into why, in words for the merchant. It has no codes, and its texts are not promised: they are known by fragments.</summary>
internal static class FreeAgentRefusals
{
    private const string Closed = "The books are locked on that day. Move the lock in FreeAgent (Settings, Lock Date), or let the next sync book it on the first open day.";

    private static readonly (string Fragment, Refusal Refusal, string Words)[] Known =
    [
        ("in a locked period", Refusal.DayClosed, Closed),
        ("is locked.", Refusal.DayClosed, Closed),
        ("accounting period", Refusal.DayClosed, "FreeAgent has no accounting period for that day."),
        ("reference has already been taken", Refusal.DuplicateNumber, "Another invoice or credit note in FreeAgent has the number."),
        ("reference is already", Refusal.DuplicateNumber, "Another invoice or credit note in FreeAgent has the number."),
        ("contact", Refusal.NotActive, "The customer or supplier is gone from FreeAgent or hidden: choose another."),
        ("bank_account", Refusal.NotActive, "A bank account is gone from FreeAgent or hidden: choose another."),
        ("category", Refusal.NotActive, "A category is gone from FreeAgent or can't be used for this: choose another."),
        ("subscription", Refusal.SubscriptionExpired, "The company's subscription to FreeAgent has expired: renew it in FreeAgent."),
        ("trial has", Refusal.SubscriptionExpired, "The company's trial of FreeAgent has ended: subscribe in FreeAgent."),
        ("more than the amount", Refusal.Invalid, "It is more than what is open on the document it settles; somebody may have settled it in FreeAgent already."),
        ("sales_tax_rate", Refusal.Invalid, "The tax rate can't be used for this in FreeAgent: choose another."),
        ("must balance", Refusal.Invalid, "It does not balance."),
        ("currency", Refusal.Invalid, "FreeAgent does not take the currency."),
        ("has been paid", Refusal.Invalid, "It is paid or credited in FreeAgent: take that off in FreeAgent first."),
        ("linked to", Refusal.Invalid, "Something else in FreeAgent still refers to it: take that off in FreeAgent first."),
    ];

    public static WriteOutcome.Rejected Of(IReadOnlyList<string> messages)
    {
        var known = Array.Find(Known, one => messages.Any(message => message.Contains(one.Fragment, StringComparison.OrdinalIgnoreCase)));
        var (refusal, words) = known.Words is null ? (Refusal.Other, "FreeAgent refused it.") : (known.Refusal, known.Words);
        return new WriteOutcome.Rejected(refusal, $"{words} FreeAgent says: {string.Join(' ', messages)}");
    }

    /// <summary>Whether what FreeAgent forbids (403) is forbidden to everybody, and not only to the user who connected it.</summary>
    public static bool IsForEverybody(string message) => Array.Exists(Known, one => one.Refusal is Refusal.DayClosed or Refusal.SubscriptionExpired && message.Contains(one.Fragment, StringComparison.OrdinalIgnoreCase));
}
