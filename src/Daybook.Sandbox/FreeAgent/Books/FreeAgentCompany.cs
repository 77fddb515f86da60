using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>One company and its books.</summary>
public sealed class FreeAgentCompany
{
    private readonly TimeProvider clock;
    private readonly Dictionary<string, List<JsonObject>> lists = new(StringComparer.Ordinal);
    private int lastId = 100;

    internal FreeAgentCompany(int id, string name, string subdomain, TimeProvider clock)
    {
        this.clock = clock;
        (Id, Name, Subdomain) = (id, name, subdomain);
    }

    public int Id { get; }

    public string Name { get; }

    public string Subdomain { get; }

    /// <summary>As FreeAgent spells it, such as <c>UkLimitedCompany</c>.</summary>
    public string Type { get; set; } = "UkLimitedCompany";

    /// <summary>Whether it charges VAT.</summary>
    public bool IsRegistered { get; set; } = true;

    /// <summary>The last day that is locked; null: none.</summary>
    public DateOnly? LockedTo { get; set; }

    /// <summary>The day from which FreeAgent keeps its books.</summary>
    public DateOnly StartsOn { get; set; } = new(2020, 1, 1);

    /// <summary>What the user who consented may do, 0 to 8; 8: everything.</summary>
    public int AccessLevel { get; set; } = 8;

    internal static string Currency => "GBP";

    internal static decimal[] Rates => [20, 5, 0];

    internal Lock Gate { get; } = new();

    internal Ledger Ledger { get; } = new();

    internal SortedDictionary<string, JsonObject> Categories { get; } = new(StringComparer.Ordinal);

    internal DateTimeOffset Now => clock.GetUtcNow();

    internal DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>Balances by the names of categories and bank accounts; debit is positive.</summary>
    public IReadOnlyDictionary<string, decimal> TrialBalance()
    {
        lock (Gate)
        {
            return Ledger.Balances().Where(balance => balance.Value != 0).ToDictionary(balance => NameOf(balance.Key), balance => balance.Value, StringComparer.Ordinal);
        }
    }

    /// <summary>The number of a contact.</summary>
    public string ContactId(string name) => List("contacts").First(contact => contact.Text("organisation_name") == name).Text("url").Split('/')[1];

    /// <summary>What an account is named by: the nominal code of a category, the path of a bank account.</summary>
    public string AccountId(string name)
    {
        lock (Gate)
        {
            return Categories.Values.FirstOrDefault(category => category.Text("description") == name)?.Text("nominal_code") ?? List("bank_accounts").First(bank => bank.Text("name") == name).Text("url");
        }
    }

    /// <summary>How many of a resource there are.</summary>
    public int Count(string resource)
    {
        lock (Gate)
        {
            return List(resource).Count;
        }
    }

    /// <summary>Empties the books; categories, bank accounts and contacts stay.</summary>
    public void Clear()
    {
        lock (Gate)
        {
            foreach (var resource in lists.Keys.Except(["contacts", "bank_accounts"]).ToList())
            {
                lists.Remove(resource);
            }

            Ledger.Clear();
        }
    }

    internal List<JsonObject> List(string resource) => lists.TryGetValue(resource, out var list) ? list : lists[resource] = [];

    /// <exception cref="DeniedException">There is none of that path.</exception>
    internal JsonObject Find(string path) => List(path.Split('/')[0]).Find(item => item.Text("url") == path) ?? throw DeniedException.NotFound();

    /// <summary>Gives it a number, and puts it in its list.</summary>
    internal JsonObject Add(string resource, JsonObject item)
    {
        var added = new JsonObject { ["url"] = NewPath(resource) };
        foreach (var (name, value) in item)
        {
            added[name] = value?.DeepClone();
        }

        (added["created_at"], added["updated_at"]) = (Values.Stamp(Now), Values.Stamp(Now));
        List(resource).Add(added);
        return added;
    }

    /// <summary>Invoices and credit notes share their numbers; so does everything here.</summary>
    internal string NewPath(string resource) => $"{resource}/{++lastId}";

    internal void Remove(JsonObject item) => List(item.Text("url").Split('/')[0]).Remove(item);

    internal void Touch(JsonObject item) => item["updated_at"] = Values.Stamp(Now);

    internal bool IsLocked(DateOnly day) => day <= LockedTo;

    /// <exception cref="RefusedException">The day is locked.</exception>
    internal void CheckOpen(JsonObject item)
    {
        if (IsLocked(item.Day("dated_on")))
        {
            throw new RefusedException("dated_on is in a locked period");
        }
    }

    /// <summary>The category that a field names.</summary>
    /// <exception cref="DeniedException">There is none.</exception>
    internal JsonObject CategoryOf(JsonObject item) => Categories.GetValueOrDefault(item.Text("category").Split('/')[^1]) ?? throw DeniedException.NotFound();

    internal string NameOf(string account) => Categories.TryGetValue(account, out var category) ? category.Text("description") : Find(account).Text("name");
}
