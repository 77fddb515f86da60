using System.Text.Json.Nodes;
using Daybook.Platforms.Tryton;
using NodaTime;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Testing;

/// <summary>A company as its people would set it up: accounts, taxes, two years of which the later one's November is three periods, customers, and a user for us.</summary>
public sealed record TrytonCompany
{
    public const string User = "daybook";
    public const string Password = "Pa55w0rd-xyz2";

    private static readonly (string Code, string Name, string Type)[] Chart =
    [
        ("1100", "Main Receivable", "Receivable"), ("1200", "Bank", "Money"), ("1210", "Card clearing", "Money"), ("1220", "Cash", "Money"), ("2100", "Main Payable", "Payable"),
        ("2200", "VAT", "Owed"), ("2300", "Gift cards", "Owed"), ("4000", "Sales", "Income"), ("4100", "Refunds", "Income"), ("4900", "Rounding", "Income"), ("7000", "Payment Fees", "Cost"),
    ];

    /// <summary>The ids of the accounts, by name.</summary>
    public required IReadOnlyDictionary<string, int> Accounts { get; init; }

    /// <summary>The ids of the taxes, by rate in percent.</summary>
    public required IReadOnlyDictionary<int, int> Taxes { get; init; }

    public required int Customer { get; init; }

    public required int Supplier { get; init; }

    /// <summary>Sets up the first company of a new database.</summary>
    internal static async Task<TrytonCompany> CreateAsync(TrytonDatabase database, CancellationToken cancellationToken)
    {
        Task<int> Create(string model, JsonObject values) => database.CreateAsync(model, values, cancellationToken);
        var pounds = await Create("currency.currency", Currency("Pound", "GBP", 1));
        await Create("currency.currency", Currency("Euro", "EUR", 1.15m));
        var own = await Create("party.party", new JsonObject { ["name"] = "Acme Ltd" });
        var company = await Create("company.company", new JsonObject { ["party"] = own, ["currency"] = pounds });
        await database.WriteAsync("res.user", [1], new JsonObject { ["companies"] = Added(company), ["company"] = company }, cancellationToken);
        var types = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["Receivable"] = await Create("account.account.type", Type("Receivable", company, "balance", "assets", "receivable")),
            ["Money"] = await Create("account.account.type", Type("Money", company, "balance", "assets")),
            ["Payable"] = await Create("account.account.type", Type("Payable", company, "balance", "payable")),
            ["Owed"] = await Create("account.account.type", Type("Owed", company, "balance")),
            ["Income"] = await Create("account.account.type", Type("Income", company, "income", "revenue")),
            ["Cost"] = await Create("account.account.type", Type("Cost", company, "income", "expense")),
        };
        var accounts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (code, name, type) in Chart)
        {
            var isOwed = type is "Receivable" or "Payable";
            accounts[name] = await Create("account.account", new JsonObject
            {
                ["code"] = code, ["name"] = name, ["company"] = company, ["type"] = types[type], ["reconcile"] = isOwed, ["party_required"] = isOwed,
            });
        }

        var taxes = new Dictionary<int, int>();
        foreach (var percent in (int[])[20, 5, 0])
        {
            taxes[percent] = await Create("account.tax", new JsonObject
            {
                ["name"] = $"VAT {percent}%", ["description"] = $"VAT {percent}%", ["company"] = company, ["type"] = "percentage", ["rate"] = Money(percent / 100m),
                ["invoice_account"] = accounts["VAT"], ["credit_note_account"] = accounts["VAT"],
            });
        }

        var journals = await database.SearchAsync("account.journal", [], ["sequence"], cancellationToken);
        await Create("account.journal", new JsonObject { ["name"] = "Miscellaneous", ["code"] = "MISC", ["type"] = "general", ["sequence"] = journals[0].Link("sequence") });
        await AddYearAsync(database, company, 2010, [Period(2010, 1, 1, 11, 30), Period(2010, 12, 1, 12, 31)], cancellationToken);
        await AddYearAsync(database, company, 2026, [Period(2026, 1, 1, 10, 31), Period(2026, 11, 1, 11, 18), Period(2026, 11, 19, 11, 20), Period(2026, 11, 21, 11, 30), Period(2026, 12, 1, 12, 31)], cancellationToken);
        var customer = await Create("party.party", Party("Shop customers"));
        var supplier = await Create("party.party", Party("Payment provider"));
        var groups = await database.SearchAsync("res.group", [Where("name", "in", Texts("Account", "Account Administration"))], ["name"], cancellationToken);
        await Create("res.user", new JsonObject
        {
            ["name"] = "Daybook", ["login"] = User, ["password"] = Password, ["companies"] = Added(company), ["company"] = company, ["groups"] = Added(groups.Select(group => group.Id)),
        });
        return new TrytonCompany { Accounts = accounts, Taxes = taxes, Customer = customer, Supplier = supplier };
    }

    private static async Task AddYearAsync(TrytonDatabase database, int company, int year, IReadOnlyList<JsonObject> periods, CancellationToken cancellationToken)
    {
        async Task<int> SequenceType(string module, string name) =>
            (await database.SearchAsync("ir.model.data", [Where("module", "=", module), Where("fs_id", "=", name)], ["db_id"], cancellationToken))[0].Link("db_id")!.Value;
        var moves = await database.CreateAsync(
            "ir.sequence", new JsonObject { ["name"] = $"Moves {year}", ["sequence_type"] = await SequenceType("account", "sequence_type_account_move"), ["company"] = company }, cancellationToken);
        var invoiceType = await SequenceType("account_invoice", "sequence_type_account_invoice");
        var invoices = new JsonObject { ["company"] = company };
        foreach (var (field, prefix) in ((string, string)[])[("out_invoice_sequence", "SI-"), ("in_invoice_sequence", "PI-"), ("out_credit_note_sequence", "SC-"), ("in_credit_note_sequence", "PC-")])
        {
            invoices[field] = await database.CreateAsync(
                "ir.sequence.strict", new JsonObject { ["name"] = $"{prefix}{year}", ["prefix"] = prefix, ["sequence_type"] = invoiceType, ["company"] = company }, cancellationToken);
        }

        await database.CreateAsync(
            "account.fiscalyear",
            new JsonObject
            {
                ["name"] = $"{year}", ["company"] = company, ["start_date"] = Day(new LocalDate(year, 1, 1)), ["end_date"] = Day(new LocalDate(year, 12, 31)), ["post_move_sequence"] = moves,
                ["invoice_sequences"] = Created([invoices]),
                ["periods"] = Created(periods),
            },
            cancellationToken);
    }

    private static JsonObject Period(int year, int fromMonth, int fromDay, int toMonth, int toDay) => new()
    {
        ["name"] = $"{year}-{toMonth}-{toDay}", ["start_date"] = Day(new LocalDate(year, fromMonth, fromDay)), ["end_date"] = Day(new LocalDate(year, toMonth, toDay)),
    };

    private static JsonObject Currency(string name, string code, decimal rate) => new()
    {
        ["name"] = name, ["code"] = code, ["symbol"] = code, ["digits"] = 2, ["rounding"] = Money(0.01m),
        ["rates"] = Created([new JsonObject { ["date"] = Day(new LocalDate(2000, 1, 1)), ["rate"] = Money(rate) }]),
    };

    private static JsonObject Type(string name, int company, string statement, params IReadOnlyList<string> flags)
    {
        var type = new JsonObject { ["name"] = name, ["company"] = company, ["statement"] = statement };
        foreach (var flag in flags)
        {
            type[flag] = true;
        }

        return type;
    }

    private static JsonObject Party(string name) => new() { ["name"] = name, ["addresses"] = Created([new JsonObject { ["street"] = "1 High Street" }]) };
}
