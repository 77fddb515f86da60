using System.Globalization;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>One organisation and its books.</summary>
public sealed class XeroOrganisation
{
    private readonly TimeProvider clock;
    private readonly Func<Guid> newId;

    internal XeroOrganisation(string name, Guid user, TimeProvider clock, Func<Guid> newId)
    {
        this.clock = clock;
        this.newId = newId;
        Id = newId();
        Name = name;
        User = user;
    }

    public Guid Id { get; }

    public string Name { get; }

    /// <summary>Whose it is.</summary>
    internal Guid User { get; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "GBP";

    /// <summary>The last day that is closed to all but advisers; null: none.</summary>
    public DateOnly? PeriodLockDate { get; set; }

    /// <summary>The last day that is closed to all; null: none.</summary>
    public DateOnly? EndOfYearLockDate { get; set; }

    internal object Gate { get; } = new();

    internal List<JsonObject> Accounts { get; } = [];

    internal List<JsonObject> TaxRates { get; } = [];

    internal List<JsonObject> Contacts { get; } = [];

    internal List<JsonObject> TrackingCategories { get; } = [];

    internal Dictionary<string, List<JsonObject>> Documents { get; } = new(StringComparer.Ordinal);

    internal Ledger Ledger { get; } = new();

    /// <summary>What each account stands at, by its name; debit is positive, accounts at zero are left out.</summary>
    public IReadOnlyDictionary<string, decimal> TrialBalance()
    {
        lock (Gate)
        {
            return Ledger.Balances().Where(balance => balance.Value != 0).ToDictionary(balance => Account(balance.Key)!.Text("Name"), balance => balance.Value, StringComparer.Ordinal);
        }
    }

    /// <summary>The id of an account.</summary>
    public string AccountId(string name)
    {
        lock (Gate)
        {
            return Accounts.First(account => account.Text("Name") == name).Text("AccountID");
        }
    }

    /// <summary>The id of a contact.</summary>
    public string ContactId(string name)
    {
        lock (Gate)
        {
            return Contacts.First(contact => contact.Text("Name") == name).Text("ContactID");
        }
    }

    /// <summary>As if a person archived, restored or closed to payments an account in Xero.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="field">Such as <c>Status</c>.</param>
    /// <param name="value">Such as <c>ARCHIVED</c>.</param>
    public void ChangeAccount(string name, string field, JsonNode value)
    {
        lock (Gate)
        {
            Accounts.First(account => account.Text("Name") == name)[field] = value;
        }
    }

    /// <inheritdoc cref="ChangeAccount"/>
    public void ChangeContact(string name, string field, JsonNode value)
    {
        lock (Gate)
        {
            var contact = Contacts.First(contact => contact.Text("Name") == name);
            contact[field] = value;
            Touch(contact);
        }
    }

    /// <summary>As if a person made a tracking category in Xero.</summary>
    public void AddTracking(string name, params IReadOnlyList<string> options)
    {
        lock (Gate)
        {
            TrackingCategories.Add(DemoOrganisation.Tracking(this, name, options));
        }
    }

    /// <exception cref="RefusedException">A line is tracked under what is not there.</exception>
    internal void CheckTracking(JsonObject line)
    {
        if (!line.Parts("Tracking").All(tracked => TrackingCategories.Exists(category => category.Text("Name") == tracked.Text("Name") && category.Parts("Options").Any(option => option.Text("Name") == tracked.Text("Option")))))
        {
            throw new RefusedException("Unknown tracking details. A Tracking Category did not match a known active Tracking Category.");
        }
    }

    /// <summary>What is in the books, as Xero would list it: neither voided nor deleted.</summary>
    /// <param name="collection">Such as <c>Invoices</c>.</param>
    public IReadOnlyList<JsonObject> Standing(string collection)
    {
        lock (Gate)
        {
            return [.. List(collection).Where(document => document.Text("Status") is not ("VOIDED" or "DELETED")).Select(document => document.DeepClone().AsObject())];
        }
    }

    internal void Clear()
    {
        lock (Gate)
        {
            Documents.Clear();
            Ledger.Clear();
        }
    }

    internal Reply Answer(Question question) => Switchboard.Answer(this, question);

    internal List<JsonObject> List(string collection)
    {
        if (!Documents.TryGetValue(collection, out var list))
        {
            Documents[collection] = list = [];
        }

        return list;
    }

    internal DateTimeOffset Now => clock.GetUtcNow();

    internal string NewId() => newId().ToString();

    internal Reply Reply(string collection, IEnumerable<JsonObject> items, JsonObject? pagination = null) => Xero.Reply.List(collection, items, Now, newId(), pagination);

    internal JsonObject? Account(string id) => Accounts.Find(account => account.Text("AccountID") == id);

    internal string System(string name) => Accounts.First(account => account.Text("SystemAccount") == name).Text("AccountID");

    /// <summary>The account that a document names by id or code; null where there is none of it.</summary>
    internal JsonObject? AccountOf(JsonObject named, string idField, string codeField) =>
        Accounts.Find(account => (named.Text(idField).Length > 0 && account.Text("AccountID") == named.Text(idField)) || (named.Text(codeField).Length > 0 && account.Text("Code") == named.Text(codeField)));

    /// <summary>Refuses what is dated on or before a lock date.</summary>
    internal void CheckOpen(DateOnly day)
    {
        string On(DateOnly locked) => locked.ToString("dd-MMM-yyyy", CultureInfo.InvariantCulture);
        var messages = new List<string>();
        if (day <= PeriodLockDate)
        {
            messages.Add($"The document date cannot be before the period lock date, currently set at {On(PeriodLockDate.Value)}");
        }

        if (day <= EndOfYearLockDate)
        {
            messages.Add($"The document date cannot be before the end of year lock date, currently set at {On(EndOfYearLockDate.Value)}");
        }

        if (messages.Count > 0)
        {
            throw new RefusedException([.. messages]);
        }
    }

    internal void Touch(JsonObject document) => document["UpdatedDateUTC"] = Fields.Stamp(Now);
}
