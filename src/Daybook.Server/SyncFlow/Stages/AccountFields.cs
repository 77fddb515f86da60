using Daybook.Server.SyncFlow.Desk;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Stages;

/// <summary>The choices of accounts: those that the shop needs, in the merchant's words.</summary>
internal sealed class AccountFields(FlowVisit visit)
{
    private readonly Dictionary<string, IReadOnlyList<OptionGroup>> byKind = [];

    /// <param name="Section">sales, payments or fees.</param>
    /// <param name="FirstKind">The classification whose accounts come first.</param>
    /// <param name="Makes">The classification of accounts that are made here.</param>
    internal readonly record struct Place(string Section, string FirstKind, string Makes);

    /// <summary>The field of a slot; null where the shop does not need it.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="chosen">What is chosen in this section.</param>
    /// <param name="occurs">Whether something would be booked there; null: it can't be seen from the records.</param>
    public SelectField? Of(AccountSlot slot, Place place, IReadOnlyDictionary<string, string> chosen, bool? occurs)
    {
        var name = $"{place.Section}.accounts.{slot.Key}";
        var isRequired = slot.IsRequired || (occurs == true && !HasFallback(slot.Key));
        if (!isRequired && (occurs == false || !IsVisible($"{place.Section}-accounts-{slot.Key}")))
        {
            return null;
        }

        return Of(name, LabelOf(slot, place.Section), HintOf(slot), isRequired, chosen.GetValueOrDefault(slot.Key), place) with { IsRare = !isRequired && occurs is null };
    }

    public SelectField Of(string name, string label, string hint, bool isRequired, string? selected, Place place) =>
        new(name, label, hint, isRequired, selected, GroupsFor(place.FirstKind)) { Make = visit.Books.Accounts(place.Makes) };

    /// <summary>Whether the client lets merchants see an optional choice. Only those that it could name can be hidden.</summary>
    public bool IsVisible(string choice) => visit.VisibleAccounts is not { } visible || visible.Contains(choice);

    private string LabelOf(AccountSlot slot, string section)
    {
        var key = $"configure-content-{section}-accounts-entries-{slot.Key}";
        var text = visit.Words.Has(key) ? visit.Words[key] : visit.Words[$"flow-account-{slot.Key}"];
        return text.Length > 0 ? text : slot.Label;
    }

    private string HintOf(AccountSlot slot) => visit.Words.Has($"flow-hint-{slot.Key}") ? visit.Words[$"flow-hint-{slot.Key}"] : "";

    /// <summary>What goes to another account where none is chosen.</summary>
    private static bool HasFallback(string key) =>
        key.StartsWith("serviceCharge-", StringComparison.Ordinal) || key is AccountKeys.SalesOther or AccountKeys.Transfer or AccountKeys.PaymentFeeRefund or AccountKeys.Rounding;

    private IReadOnlyList<OptionGroup> GroupsFor(string firstKind)
    {
        if (!byKind.TryGetValue(firstKind, out var groups))
        {
            byKind[firstKind] = groups =
            [
                .. visit.Choices.Chart.Accounts.Where(account => account.IsActive).GroupBy(account => account.Classification.Split('.')[0])
                    .OrderByDescending(group => group.Key == firstKind).ThenBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new OptionGroup(KindName(group.Key), [.. group.Select(account => (account.Id, NameOf(account)))])),
            ];
        }

        return groups;
    }

    private string KindName(string kind) => visit.Words.Has($"flow-kind-{kind}") ? visit.Words[$"flow-kind-{kind}"] : kind;

    /// <summary>The first part of a path is what the group says already.</summary>
    internal static string NameOf(ChartAccount account)
    {
        var parts = account.Name.Split(':');
        var shown = parts.Length > 1 ? string.Join(" › ", parts.Skip(1).Select(Capital)) : account.Name;
        return string.IsNullOrEmpty(account.NominalCode) ? shown : $"{account.NominalCode} {shown}";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
