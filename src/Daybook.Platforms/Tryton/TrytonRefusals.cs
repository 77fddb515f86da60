using Daybook.Syncing;

namespace Daybook.Platforms.Tryton;

/// <summary>Turns what Tryton says into why, in words for the merchant. Its texts are known by fragments of their English.</summary>
internal static class TrytonRefusals
{
    private static readonly (string Fragment, Refusal Refusal, string Words)[] Known =
    [
        ("in closed period", Refusal.DayClosed, "The period is closed. Open it in Tryton, or let the next sync book it on the first open day."),
        ("closed journal", Refusal.DayClosed, "The journal is closed for that period. Open it in Tryton, or let the next sync book it on the first open day."),
        ("you must create a period", Refusal.DayClosed, "There is no open period for that day. Create or open it in Tryton."),
        ("for field \"Period\"", Refusal.DayClosed, "The period is closed. Open it in Tryton, or let the next sync book it on the first open day."),
        ("because it is closed", Refusal.DayClosed, "The fiscal year is closed. Let the next sync book it on the first open day."),
        ("for field \"Account\"", Refusal.NotActive, "An account is closed or can't be used for this: choose another."),
        ("set a type or unclose", Refusal.NotActive, "An account is closed: choose another."),
        ("for field \"Tax\"", Refusal.NotActive, "A tax is no longer active: choose another."),
        ("for field \"Party\"", Refusal.NotActive, "The customer or supplier can't be used for this: choose another."),
        ("payment lines amount", Refusal.Invalid, "It is more than what is open on the document it settles; somebody may have settled it in Tryton already."),
        ("on paid invoice", Refusal.Invalid, "The document that it settles is settled already in Tryton."),
        ("must balance all", Refusal.Invalid, "It does not balance."),
        ("same account", Refusal.Invalid, "A line is booked on the very account that the invoice is owed on: choose another for one of them."),
        ("no rate found", Refusal.Invalid, "The currency has no rate in Tryton: add one."),
        ("are not allowed to access", Refusal.NotAuthorized, "Tryton does not let the user do this: put the user into the groups Account and Account Administration."),
    ];

    public static WriteOutcome.Rejected Of(TrytonRefusedException no)
    {
        var known = Array.Find(Known, one => no.Message.Contains(one.Fragment, StringComparison.OrdinalIgnoreCase));
        var words = known.Words ?? (no.Kind == TrytonNo.Failed ? "Tryton failed." : "Tryton refused it.");
        return new WriteOutcome.Rejected(known.Words is null ? Refusal.Other : known.Refusal, $"{words} Tryton says: {no.Message}");
    }
}
