using System.Globalization;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>One company and its books.</summary>
public sealed class QuickBooksCompany
{
    private static readonly string[] Lasting = ["Account", "Customer", "Vendor", "TaxCode", "TaxRate"];
    private static readonly TimeSpan Pacific = TimeSpan.FromHours(-8);

    private readonly TimeProvider clock;
    private int lastId;

    internal QuickBooksCompany(string realm, string name, string country, string currency, TimeProvider clock)
    {
        this.clock = clock;
        (Realm, Name, Country, Currency) = (realm, name, country, currency);
    }

    /// <summary>QuickBooks' id of the company.</summary>
    public string Realm { get; }

    public string Name { get; }

    /// <summary>ISO 3166.</summary>
    public string Country { get; }

    /// <summary>The home currency, ISO 4217.</summary>
    public string Currency { get; }

    /// <summary>The last day that is closed; null: none.</summary>
    public DateOnly? BookCloseDate { get; set; }

    public bool HasCurrencies { get; set; }

    /// <summary>Whether the company tells locations apart: as soon as it has one.</summary>
    public bool TracksLocations => List("Department").Count > 0;

    public bool UsesSalesTax { get; set; } = true;

    /// <summary>Whether automated sales tax puts its own tax in the place of one that was sent.</summary>
    public bool RecomputesTax { get; set; }

    /// <summary>Whether a number may be used once on bills, and once on journal entries; on sales it may always be used once.</summary>
    public bool WarnsOfDuplicates { get; set; }

    public bool SubscriptionEnded { get; set; }

    /// <summary>Home currency for one unit of each other currency.</summary>
    public decimal ExchangeRate { get; set; } = 0.85m;

    internal bool IsAutomated => Country == "US" && UsesSalesTax;

    internal object Gate { get; } = new();

    internal Dictionary<string, List<JsonObject>> Entities { get; } = new(StringComparer.Ordinal);

    internal Ledger Ledger { get; } = new();

    internal OpenItems Open { get; private set; } = new();

    /// <summary>A moment as QuickBooks writes it.</summary>
    internal static string Stamp(DateTimeOffset moment) => moment.ToOffset(Pacific).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    /// <summary>What each account stands at in home currency, by its name; debit is positive, accounts at zero are left out.</summary>
    public IReadOnlyDictionary<string, decimal> TrialBalance()
    {
        lock (Gate)
        {
            return Ledger.Balances().Where(balance => balance.Value != 0).ToDictionary(balance => Find("Account", balance.Key)!.Text("Name"), balance => balance.Value, StringComparer.Ordinal);
        }
    }

    /// <summary>The id of an account, customer, vendor, item or tax code.</summary>
    /// <param name="entity">Such as <c>Account</c>.</param>
    /// <param name="name">Its name.</param>
    public string IdOf(string entity, string name)
    {
        lock (Gate)
        {
            return List(entity).First(one => NameOf(one) == name).Text("Id");
        }
    }

    /// <summary>As if a person changed one in QuickBooks.</summary>
    /// <param name="entity">Such as <c>Account</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="field">Such as <c>Active</c>.</param>
    /// <param name="value">Such as false.</param>
    public void Change(string entity, string name, string field, JsonNode value)
    {
        lock (Gate)
        {
            List(entity).First(one => NameOf(one) == name)[field] = value;
        }
    }

    /// <summary>As if a person made a location in QuickBooks.</summary>
    public void AddLocation(string name)
    {
        lock (Gate)
        {
            Lists.Location(this, name);
        }
    }

    /// <summary>What is in the books: neither voided nor deleted.</summary>
    /// <param name="entity">Such as <c>Invoice</c>.</param>
    public IReadOnlyList<JsonObject> Standing(string entity)
    {
        lock (Gate)
        {
            return [.. List(entity).Where(one => !one.Text("PrivateNote").StartsWith("Voided", StringComparison.Ordinal)).Select(one => one.DeepClone().AsObject())];
        }
    }

    internal void Clear()
    {
        lock (Gate)
        {
            foreach (var entity in Entities.Keys.Except(Lasting).ToList())
            {
                Entities.Remove(entity);
            }

            Ledger.Clear();
            Open = new OpenItems();
        }
    }

    internal List<JsonObject> List(string entity)
    {
        if (!Entities.TryGetValue(entity, out var list))
        {
            Entities[entity] = list = [];
        }

        return list;
    }

    internal JsonObject? Find(string entity, string id) => List(entity).Find(one => one.Text("Id") == id);

    /// <summary>What a reference names, where it may be used.</summary>
    /// <exception cref="RefusedException">It is not there, or not active.</exception>
    internal JsonObject Named(string entity, JsonObject owner, string field)
    {
        var id = owner.Part(field).Text("value");
        if (id.Length == 0)
        {
            throw RefusedException.Missing(field);
        }

        var named = Find(entity, id) ?? throw RefusedException.NoReference(entity switch { "Account" => "Accounts", "Customer" or "Vendor" => "Names", "Item" => "Items", _ => entity + "s" }, id);
        return named["Active"]?.GetValue<bool>() is false ? throw RefusedException.Inactive() : named;
    }

    /// <summary>Puts a new entity in its list, with what QuickBooks adds.</summary>
    internal JsonObject Add(string entity, JsonObject one)
    {
        var now = Stamp(clock.GetUtcNow());
        (one["domain"], one["sparse"], one["Id"], one["SyncToken"]) = ("QBO", false, (++lastId).ToString(CultureInfo.InvariantCulture), "0");
        one["MetaData"] = new JsonObject { ["CreateTime"] = now, ["LastUpdatedTime"] = now };
        List(entity).Add(one);
        return one;
    }

    internal void Touch(JsonObject one)
    {
        one["SyncToken"] = (int.Parse(one.Text("SyncToken"), CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        one.Part("MetaData")["LastUpdatedTime"] = Stamp(clock.GetUtcNow());
    }

    internal DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Pacific).DateTime);

    /// <summary>The first account of a type, or of a subtype.</summary>
    internal string System(string type) => List("Account").First(account => account.Text("AccountType") == type || account.Text("AccountSubType") == type).Text("Id");

    /// <exception cref="RefusedException">The books are closed on that day.</exception>
    internal void CheckOpen(DateOnly day)
    {
        if (day <= BookCloseDate)
        {
            throw new RefusedException(
                "6210",
                "Account Period Closed, Cannot Update Through Services API",
                "The account period has closed and the account books cannot be updated through the QBO Services API. Please use the QBO website to make these changes.");
        }
    }

    private static string NameOf(JsonObject one) => one.Text("DisplayName") is { Length: > 0 } name ? name : one.Text("Name");
}
