using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing.Tests.StandIns;

/// <summary>A merchant with a shop and books, synced by the planner alone: every document is accepted at once.</summary>
public sealed class MerchantBooks
{
    private readonly Func<Guid> newId;
    private readonly SyncConfiguration configuration;
    private readonly Dictionary<string, string> overrides = [];
    private int syncs;

    public MerchantBooks(Presentation presentation, string zone = "Etc/UTC", int hour = 0)
    {
        var ids = 0;
        newId = () => new Guid(++ids, 0, 0, new byte[8]);
        Schedule = new SyncSchedule { TimeZone = zone, SyncHour = hour };
        configuration = new SyncConfiguration
        {
            Enabled = true,
            Configured = true,
            Presentation = presentation,
            Payments = new PaymentChoices { SyncPayments = true },
            Fees = new FeeChoices { SyncFees = true },
        };
    }

    public MemoryStore Store { get; } = new();

    public SyncSchedule Schedule { get; set; }

    public Instant Clock { get; set; } = Shop.At("2026-12-31T00:00:00Z");

    public LocalDate? OpenFrom { get; set; }

    /// <summary>False: the books compute the tax of invoices by themselves.</summary>
    public bool TakesTax { get; set; } = true;

    /// <summary>By what the books compute the tax of invoices; else by what the records state.</summary>
    public Dictionary<string, decimal> TaxPercents { get; } = [];

    public bool VouchersTaxedAtSale { get; set; }

    public bool LeavesDrafts { get; set; }

    /// <summary>Payment types without an account.</summary>
    public HashSet<string> UnmappedTenders { get; } = [];

    public bool HasSuspense { get; set; }

    public Plan? LastPlan { get; private set; }

    /// <summary>Gives a role another account than the one of its own name.</summary>
    public MerchantBooks Map(string account, string to)
    {
        overrides[account] = to;
        return this;
    }

    public MerchantBooks Push(params object[] contents)
    {
        Store.Push(Clock, contents.Select(content => content is PushedRecord pushed ? pushed : Shop.Pushed(content)));
        return this;
    }

    public MerchantBooks PushModified(string at, params object[] contents)
    {
        Store.Push(Clock, contents.Select(content => Shop.Pushed(content, Shop.At(at))));
        return this;
    }

    /// <summary>Syncs up to a moment and returns what was written.</summary>
    public IReadOnlyList<Document> Sync(string? to = null) => Sync(to is null ? Clock : Shop.At(to));

    public IReadOnlyList<Document> Sync(Instant to)
    {
        var sync = new Sync
        {
            Id = new Guid(int.MaxValue - ++syncs, 0, 0, new byte[8]), Company = 1, StartedAt = Clock, From = Instant.MinValue, To = to,
            StatusCode = SyncStatusCode.InProgress, Status = "Started",
        };
        Run(Store.BeginAsync(sync, Instant.MaxValue, default));
        Run(Store.DissolveAsync(sync, 1, default));
        var planned = Plan(to);
        LastPlan = planned.Plan;
        if (planned.Plan.Unmapped.Count > 0)
        {
            Run(Store.SaveAsync(sync with { FinishedAt = Clock }, default));
            return [];
        }

        var plan = new NewPlan { Range = planned.Range, Documents = planned.Plan.Documents, Parts = planned.Parts, Deferrals = planned.Deferrals };
        var stored = Run(Store.SavePlanAsync(sync, plan, default));
        foreach (var document in stored)
        {
            Run(Store.SaveDocumentsAsync(sync, [document with { State = DocumentState.Accepted, PlatformId = document.Document.Number }], default));
        }

        Run(Store.SaveAsync(sync with { FinishedAt = Clock }, default));
        return [.. stored.Select(document => document.Document)];
    }

    public Planned Plan(Instant to)
    {
        var configured = configuration with
        {
            Schedule = Schedule,
            Sales = configuration.Sales with { VouchersTaxedAtSale = VouchersTaxedAtSale, InvoiceStatus = LeavesDrafts ? SalesChoices.Draft : null },
            Payments = configuration.Payments with { Accounts = HasSuspense ? new Dictionary<string, string> { ["suspense"] = "suspense" } : [] },
        };
        var request = new PlanRequest
        {
            Connection = 1,
            Configuration = configured,
            Accounts = Accounts,
            Catalogue = Run(Store.ReadCatalogueAsync(1, default)),
            From = Instant.MinValue,
            To = to,
            OpenFrom = OpenFrom,
            TakesTax = TakesTax,
            TaxPercents = TaxPercents,
        };
        return Run(new Planner(Store, newId).PlanAsync(request, default));
    }

    /// <summary>Undoes a sync as the engine does: its documents leave the books.</summary>
    public void Undo(Guid undone)
    {
        var sync = new Sync
        {
            Id = new Guid(int.MaxValue - ++syncs, 0, 0, new byte[8]), Company = 1, StartedAt = Clock, From = Clock, To = Clock,
            StatusCode = SyncStatusCode.InProgress, Status = "Started",
        };
        Run(Store.BeginAsync(sync, Instant.MaxValue, default));
        foreach (var document in Store.Documents.Where(stored => stored.Sync == undone && stored.State == DocumentState.Accepted).Reverse().ToList())
        {
            Run(Store.SaveVoidedAsync(sync, 1, document, default));
        }

        Run(Store.SaveAsync(sync with { FinishedAt = Clock }, default));
    }

    /// <summary>Balances by account and currency, zeros left out: the sums of the accepted documents.</summary>
    public SortedDictionary<string, decimal> TrialBalance() => Sum(
        Store.Documents.Where(stored => stored.State == DocumentState.Accepted)
            .SelectMany(stored => stored.Document.Ledger.Select(line => ($"{line.Account} {stored.Document.Currency}", line.Amount))));

    /// <summary>The same by the other way: the sums of the effects that the store says are in the books.</summary>
    public SortedDictionary<string, decimal> BookedEffects() => Sum(
        Store.Parts.SelectMany(part => part.Postings.Select(posting => ($"{Accounts.AccountOf(posting.Role)} {part.Postings.Currency}", posting.Amount))));

    public AccountMap Accounts => new(
        role => Overridden(role.Kind switch
        {
            RoleKind.PaymentAccount => UnmappedTenders.Contains(role.Detail) ? null : role.Detail,
            RoleKind.Sales => role.Detail.Length > 0 ? $"sales {role.Detail} {role.TaxCode}" : $"sales {role.TaxCode}",
            RoleKind.Refunds => role.Detail.Length > 0 ? $"sales {role.Detail} {role.TaxCode}" : $"sales {role.TaxCode}",
            RoleKind.Tax => role.Component.Length > 0 ? $"tax {role.Component}" : $"tax {role.TaxCode}",
            RoleKind.ServiceCharge => "charges " + role.Detail,
            RoleKind.FeeRefund => "fee",
            _ => role.Kind.ToString().ToLowerInvariant(),
        }),
        taxCode => "rate " + taxCode);

    private static T Run<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Run(Task task) => task.GetAwaiter().GetResult();

    private static SortedDictionary<string, decimal> Sum(IEnumerable<(string Account, decimal Amount)> amounts)
    {
        var sums = amounts.GroupBy(line => line.Account).Select(group => (group.Key, Amount: group.Sum(line => line.Amount))).Where(line => line.Amount != 0);
        return new SortedDictionary<string, decimal>(sums.ToDictionary(line => line.Key, line => line.Amount), StringComparer.Ordinal);
    }

    private string? Overridden(string? account) => account is not null && overrides.TryGetValue(account, out var other) ? other : account;
}
