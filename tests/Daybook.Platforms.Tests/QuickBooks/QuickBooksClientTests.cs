using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Sandbox.QuickBooks;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.QuickBooks;

/// <summary>The official OAuth library and the client that most Node.js programs use, unmodified, read back all that was written, and write to the stand-in themselves.</summary>
public sealed class QuickBooksClientTests
{
    private static readonly LocalDate Day = new(2026, 11, 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clients_from_npm_read_everything_back_and_write_an_invoice_and_its_payment()
    {
        await using var quickBooks = await QuickBooksFixture.StartAsync();
        var written = await WriteADayAsync(quickBooks);
        var report = await RunAsync($"{quickBooks.Address}quickbooks", quickBooks.Company.Realm, QuickBooksSandbox.ClientId, QuickBooksSandbox.ClientSecret);
        (report["realm"]!.GetValue<string>(), report["company"]!.GetValue<string>()).ShouldBe((quickBooks.Company.Realm, quickBooks.Company.Name));
        foreach (var document in written)
        {
            report["documents"]!.AsArray().ShouldContain(one => one!["note"]!.GetValue<string>().StartsWith(document.Number + ".", StringComparison.Ordinal), document.Number);
        }

        decimal Cell(JsonNode row, int column) => row[column]!.GetValue<string>() is { Length: > 0 } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : 0;
        report["balance"]!.AsArray().Select(row => (row![0]!.GetValue<string>(), Cell(row, 1) - Cell(row, 2)))
            .ShouldBe([("Accounts Receivable (A/R)", 40m), ("Sales", -50m), ("VAT Control", -10m), ("Cash", 20m), ("Payment Fees", 3m), ("Card Clearing", -63m), ("Business Bank Account", 60m)], ignoreOrder: true);
        (report["created"]!["total"]!.GetValue<decimal>(), report["created"]!["left"]!.GetValue<decimal>(), report["created"]!["unapplied"]!.GetValue<decimal>()).ShouldBe((12m, 0m, 0m));
        report["closed"]!.GetValue<bool>().ShouldBeTrue("the token was revoked");
    }

    private static async Task<IReadOnlyList<Document>> WriteADayAsync(QuickBooksFixture quickBooks)
    {
        var make = new QuickBooksDocuments(quickBooks);
        var invoice = make.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 100m, 20m);
        var note = make.Trade(DocumentKind.CreditNote, "DB-2", Day, 50m, 10m);
        var bill = make.Trade(DocumentKind.Bill, "DB-3", Day, 3m, 0);
        Document[] day =
        [
            invoice, note, bill,
            make.Money(DocumentKind.Payment, "DB-4", Day, 30m, "Cash", invoice),
            make.Money(DocumentKind.Refund, "DB-5", Day, 10m, "Cash", note),
            make.Money(DocumentKind.BillPayment, "DB-6", Day, 3m, "Card Clearing", bill),
            make.Transfer("DB-7", Day, 60m, "Card Clearing", "Business Bank Account"),
            make.Allocation("DB-8", Day, 50m, note, invoice),
        ];
        var written = new Dictionary<Guid, string>();
        foreach (var document in day)
        {
            written[document.Id] = (await quickBooks.Books.WriteAsync(quickBooks.Link, document, written.GetValueOrDefault, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        }

        return day;
    }

    /// <summary>Runs the script where npm installed the clients; a machine without them fails here.</summary>
    private static async Task<JsonNode> RunAsync(params IReadOnlyList<string> arguments)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Daybook.slnx")))
        {
            folder = folder.Parent;
        }

        var scripts = Path.Combine(folder!.FullName, "tests", "Daybook.Sdk.Tests");
        Directory.Exists(Path.Combine(scripts, "node_modules", "node-quickbooks")).ShouldBeTrue($"the clients are not installed: run ./test, or 'npm ci' in {scripts}");
        using var process = Process.Start(new ProcessStartInfo("node", ["platforms/quickbooks.mjs", .. arguments]) { WorkingDirectory = scripts, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancel), process.StandardError.ReadToEndAsync(Cancel));
        await process.WaitForExitAsync(Cancel);
        process.ExitCode.ShouldBe(0, await errors);
        return JsonNode.Parse(await output)!;
    }
}
