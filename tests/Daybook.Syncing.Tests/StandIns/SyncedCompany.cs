using Daybook.Bookkeeping;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Daybook.Syncing.Tests.StandIns;

/// <summary>A configured company on the real engine, with a store and a platform in memory.</summary>
public sealed class SyncedCompany
{
    public SyncedCompany(Presentation presentation = Presentation.Invoices)
    {
        var ids = 0;
        NewId = () => new Guid(++ids, 0, 0, new byte[8]);
        var company = new Company { Number = 1, Id = Guid.Parse("00000000-0000-0000-0000-0000000000c0"), Name = "Shop", CreatedAt = Instant.MinValue };
        Target = new SyncTarget
        {
            Company = company,
            Commerce = Connection(1, ConnectionSource.Commerce, "lqai"),
            Accounting = Connection(2, ConnectionSource.Accounting, "test"),
            Configuration = new SyncConfiguration
            {
                Enabled = true,
                Configured = true,
                Presentation = presentation,
                Schedule = new SyncSchedule { StartDate = Instant.MinValue, TimeZone = "Europe/London" },
                Sales = new SalesChoices
                {
                    Accounts = new Dictionary<string, string> { ["sales"] = "sales", ["refund"] = "refunds", ["gratuity"] = "tips", ["prepaid"] = "gifts", ["rounding"] = "rounding" },
                    TaxRates = new Dictionary<string, string> { ["0"] = "tax:0", ["5"] = "tax:5", ["20"] = "tax:20" },
                    CustomerId = "customer",
                },
                Payments = new PaymentChoices
                {
                    SyncPayments = true,
                    Accounts = new Dictionary<string, string> { ["card"] = "card", ["cash"] = "cash", ["paypal"] = "paypal", ["prepaidPayment"] = "gifts", ["payout"] = "bank" },
                },
                Fees = new FeeChoices { SyncFees = true, SupplierId = "supplier", Accounts = new Dictionary<string, string> { ["paymentFee"] = "fee", ["loan"] = "loan" } },
            },
        };
    }

    public SyncTarget Target { get; set; }

    public MemoryStore Store { get; } = new();

    public MemoryPlatform Platform { get; init; } = new();

    public Func<Guid> NewId { get; set; }

    public Instant Now { get; set; } = Shop.At("2026-12-31T00:00:00Z");

    /// <summary>The store and platform as the engine sees them: a test may put something in between.</summary>
    public Func<ISyncStore, ISyncStore> StoreSeen { get; set; } = store => store;

    public Func<IAccountingPlatform, IAccountingPlatform> PlatformSeen { get; set; } = platform => platform;

    public Sync Sync(Instant to, Instant? from = null)
    {
        var engine = Engine();
        var span = new SyncSpan(from, to);
        var (begun, _) = engine.BeginAsync(Target, span, default).GetAwaiter().GetResult();
        return engine.CarryOutAsync(Target, begun!, span, default).GetAwaiter().GetResult();
    }

    public UndoOutcome Undo(Guid sync) => Engine().UndoAsync(Target, sync, default).GetAwaiter().GetResult();

    public SyncEngine Engine() => Engine(new FixedTime(() => Now), new SyncEngineOptions { AloneSince = Instant.MaxValue });

    public SyncEngine Engine(TimeProvider time, SyncEngineOptions options) => new(StoreSeen(Store), [PlatformSeen(Platform)], time, NewId, options, NullLogger<SyncEngine>.Instance);

    private static Connection Connection(int number, ConnectionSource source, string platform) => new()
    {
        Number = number,
        Id = new Guid(number, 0, 0, new byte[8]),
        Company = 1,
        PlatformKey = platform,
        Source = source,
        Status = ConnectionStatus.Linked,
        CreatedAt = Instant.MinValue,
    };

    private sealed class FixedTime(Func<Instant> now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now().ToDateTimeOffset();
    }
}
