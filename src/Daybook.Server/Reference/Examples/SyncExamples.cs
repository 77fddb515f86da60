using Daybook.Wire;

namespace Daybook.Server.Reference.Examples;

internal static class SyncExamples
{
    private static readonly DateTimeOffset Requested = new(Ids.Morning);
    private static readonly SyncDateRange Range = new(new DateTimeOffset(2026, 11, 19, 3, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 20, 3, 0, 0, TimeSpan.Zero));

    public static readonly SyncToLatestRequest Latest = new() { SyncTo = "2026-11-20T03:00:00Z" };

    public static readonly SyncHistoricRequest Historic = new() { DateRange = new SyncHistoricRange { Start = "2026-11-01T00:00:00Z", Finish = "2026-11-20T03:00:00Z" } };

    public static readonly SyncSummary Summary = new()
    {
        SyncDateRangeUtc = Range,
        CompanyId = Ids.Company,
        CommerceSyncId = Ids.Sync,
        SyncStatusCode = 1000,
        SyncStatus = "Started",
        SyncUtc = Requested,
        DataConnections = [CompanyExamples.Commerce, CompanyExamples.Books],
        DataPushed = false,
    };

    public static readonly SyncStatus Status = new()
    {
        CompanyId = Ids.Company,
        CommerceSyncId = Ids.Sync,
        SyncId = Ids.Sync,
        SyncStatusCode = 2000,
        Status = "Complete",
        SyncUtc = Requested,
        DataPushed = true,
        DataConnections = [CompanyExamples.Commerce, CompanyExamples.Books],
    };

    public static readonly CompanySyncStatus CompanyStatus = new() { CompanyId = Ids.Company, SyncId = Ids.Sync, SyncStatusCode = 2000, SyncStatus = "Complete", SyncUtc = Requested, DataPushed = true };

    public static readonly SyncDetails Details = new()
    {
        CompanyId = Ids.Company,
        SyncId = Ids.Sync,
        SyncDateRangeUtc = Range,
        SyncStatusCode = 2000,
        SyncStatus = "Complete",
        SyncUtc = Requested,
        CompletedUtc = Requested.AddSeconds(2),
        DataPushed = true,
        IsUndone = false,
        Problems = [],
    };

    public static readonly CompanySchedule Schedule = new() { CompanyId = Ids.Company, ContinuousSync = true, NextSyncUtc = Ids.Morning.AddHours(19), LastReachedUtc = Ids.Morning, FailedDays = 0, Warnings = [] };

    public static readonly SyncUndone Undone = new() { SyncId = Ids.Sync, Voided = 3 };

    public static readonly Document Invoice = new()
    {
        Id = Ids.Document,
        Number = "DB-20261119-1",
        Kind = "SalesInvoice",
        Date = "2026-11-19",
        Currency = "GBP",
        Total = 25.50m,
        Lines =
        [
            new DocumentLine { Number = 1, Account = "income:sales", Description = "Drinks, 20%", Net = 20.00m, Tax = 4.00m, TaxRate = "liabilities:tax payable:20", Category = "drinks" },
            new DocumentLine { Number = 2, Account = "liabilities:tips", Description = "Gratuity", Net = 1.50m, Tax = 0 },
        ],
        Ledger = [new("assets:receivable", 25.50m), new("income:sales", -20.00m), new("liabilities:tax payable:20", -4.00m), new("liabilities:tips", -1.50m)],
        Notes = [],
        State = "Accepted",
        PlatformId = "DB-20261119-1",
        SyncId = Ids.Sync,
    };

    public static readonly Preview Preview = new()
    {
        CompanyId = Ids.Company,
        SyncTo = Range.Finish,
        Documents = [Invoice with { Number = null, State = null, PlatformId = null, SyncId = null }],
        Proof = [new("GBP", "income:sales", -20.00m, 0, -20.00m)],
        Taxes = [new("GBP", "20", 24.00m, 4.00m, 4.00m, 0)],
        Unmapped = [],
        Problems = [],
        RecordsLookedAt = 4,
        RecordsSetAside = 0,
        RecordsWaiting = 0,
        RecordsPending = 0,
    };

    public static readonly RecordShare Share = new() { DataType = "commerce-orders", Id = "1002", Net = 20.00m, Tax = 4.00m };

    public static readonly DocumentShare DocumentShare = new() { Document = Invoice, Part = [new("Receivable", 25.50m), new("Sales(drinks, 20)", -20.00m), new("Tax(20)", -4.00m), new("Gratuity", -1.50m)] };
}
