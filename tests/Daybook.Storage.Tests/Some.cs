using System.Text;
using Daybook.Bookkeeping;
using Daybook.Storage.Listing;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Storage.Tests;

/// <summary>Things to store, of which only what a test is about is given.</summary>
internal static class Some
{
    public static readonly Currency Gbp = Currency.Parse("GBP");

    public static readonly Instant Early = Instant.MinValue;

    /// <summary>A moment so many minutes after noon of a day in November.</summary>
    public static Instant Time(int minutes) => Instant.FromUtc(2026, 11, 20, 12, 0) + Duration.FromMinutes(minutes);

    public static ListQuery Page(int skip = 0, int take = 10) => new() { Skip = skip, Take = take };

    public static Company Company() => new() { Id = Guid.NewGuid(), Name = "Corner Shop", CreatedAt = Time(0) };

    public static Connection Commerce(int company = 0) => new()
    {
        Id = Guid.NewGuid(),
        Company = company,
        PlatformKey = "lqai",
        Source = ConnectionSource.Commerce,
        Status = ConnectionStatus.Linked,
        CreatedAt = Time(0),
    };

    public static Connection Ledger(int company, ConnectionStatus status = ConnectionStatus.Linked) =>
        Commerce(company) with { PlatformKey = "hldg", Source = ConnectionSource.Accounting, Status = status };

    public static PushedRecord Order(string id, int? modified = null, int version = 0) => new()
    {
        Kind = RecordKind.Order,
        Key = RecordKey.Of(id),
        Modified = modified is { } minutes ? Time(minutes) : null,
        Created = Time(-100),
        Content = new Order { Id = id, Total = version },
        Payload = Json(id, version),
    };

    public static PushedRecord Payment(string id, decimal amount = 10) => new()
    {
        Kind = RecordKind.Payment,
        Key = RecordKey.Of(id),
        Content = new Payment { Id = id, Amount = amount, Type = PaymentType.Card },
        Payload = Json(id, 0),
    };

    public static PushedRecord Transaction(string id, RecordKind kind, string? link = null, int? modified = null, int version = 0) => new()
    {
        Kind = kind,
        Key = RecordKey.Of(id),
        Link = link is null ? null : RecordKey.Of(link),
        Modified = modified is { } minutes ? Time(minutes) : null,
        Content = new Transaction { Id = id, Kind = kind, Amount = version },
        Payload = Json(id, version),
    };

    public static PushedRecord Item(RecordKind kind, string id, string? name = null, bool isGiftCard = false, string? category = null, decimal? rate = null) => new()
    {
        Kind = kind,
        Key = RecordKey.Of(id),
        Content = new CatalogueItem { Id = id, Name = name, IsGiftCard = isGiftCard, Category = category, Rate = rate },
        Payload = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","of":"{{name}} {{isGiftCard}} {{category}} {{rate}}"}"""),
    };

    public static PushedRecord Delete(RecordKind kind, string id) => new()
    {
        Kind = kind,
        Key = RecordKey.Of(id),
        IsDeleted = true,
        Payload = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}"""),
    };

    public static Document Document(DocumentKind kind = DocumentKind.Journal, int day = 20, Guid? target = null, Guid? source = null) => new()
    {
        Id = Guid.NewGuid(),
        Kind = kind,
        Date = new LocalDate(2026, 11, day),
        Currency = Gbp,
        Total = 12.50m,
        Target = target,
        Source = source,
        Lines =
        [
            new DocumentLine
            {
                Account = "a1", Description = "Sales, drinks", Net = 10.00m, Tax = 2.50m, TaxCode = "25", TaxRate = "t1", Category = "drinks",
                Roles = [Role.Sales("drinks", "25"), Role.TaxOn(Role.Sales("drinks", "25"), "vat")],
            },
        ],
        Notes = ["For 2026-11-19, which is closed in the books."],
        Ledger = [new LedgerLine("a0", 12.50m), new LedgerLine("a1", -12.50m)],
    };

    public static Sync Sync(int company, int minutes = 0) => new()
    {
        Id = Guid.NewGuid(),
        Company = company,
        StartedAt = Time(minutes),
        From = Time(-1000),
        To = Time(minutes),
        StatusCode = SyncStatusCode.InProgress,
        Status = "Started",
    };

    public static Effect Effect(decimal amount, Role? credit = null)
    {
        var effect = new EffectBuilder(Gbp);
        effect.Add(Role.Receivable, amount);
        effect.Add(credit ?? Role.Sales("drinks", "20"), -amount);
        return effect.Build();
    }

    private static byte[] Json(string id, int version) => Encoding.UTF8.GetBytes($$"""{"total":{{version}},"id":"{{id}}"}""");
}
