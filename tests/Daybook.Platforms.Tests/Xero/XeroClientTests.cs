using System.Diagnostics;
using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Sandbox.Xero;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Xero;

/// <summary>Xero's official client from npm, unmodified, reads back what was written to the stand-in, and writes there itself.</summary>
public sealed class XeroClientTests
{
    private static readonly LocalDate Day = new(2026, 11, 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_client_from_npm_reads_everything_back_and_writes_an_invoice_and_its_payment()
    {
        await using var xero = await XeroFixture.StartAsync();
        await WriteADayAsync(xero);
        var report = await RunAsync($"{xero.Address}xero", xero.Organisation.Id.ToString(), XeroSandbox.ClientId, XeroSandbox.ClientSecret, xero.Books.App.Scope);
        string[] Texts(string list) => [.. report[list]!.AsArray().Select(one => one!.GetValue<string>())];
        decimal[] Amounts(string list) => [.. report[list]!.AsArray().Select(one => one!.GetValue<decimal>())];
        report["organisation"]!.GetValue<string>().ShouldBe(xero.Organisation.Name);
        Texts("contacts").ShouldContain("Shop customers");
        Texts("numbers").ShouldBe(["DB-1", "SDK-1"], ignoreOrder: true);
        Amounts("creditNotes").ShouldBe([60m]);
        Amounts("payments").ShouldBe([70m, 10m, 120m], ignoreOrder: true);
        Texts("journals").ShouldHaveSingleItem().ShouldStartWith("DB-5.");
        var invoice = report["invoice"]!;
        (invoice["total"]!.GetValue<decimal>(), invoice["totalTax"]!.GetValue<decimal>(), invoice["amountDue"]!.GetValue<decimal>(), invoice["status"]!.GetValue<string>()).ShouldBe((120m, 20m, 0m, "PAID"));
        xero.Organisation.TrialBalance()["Cash"].ShouldBe(180m);
    }

    private static async Task WriteADayAsync(XeroFixture xero)
    {
        var make = new XeroDocuments(xero);
        var invoice = make.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 100m, 20m);
        var note = make.Trade(DocumentKind.CreditNote, "DB-2", Day, 50m, 10m);
        Document[] day =
        [
            invoice, note, make.Money(DocumentKind.Payment, "DB-3", Day, 70m, "Cash", invoice), make.Money(DocumentKind.Refund, "DB-4", Day, 10m, "Cash", note),
            make.Journal("DB-5", Day, ("Sales", 10m), ("Refunds", -10m)),
        ];
        var written = new Dictionary<Guid, string>();
        foreach (var document in day)
        {
            written[document.Id] = (await xero.Books.WriteAsync(xero.Link, document, written.GetValueOrDefault, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        }
    }

    /// <summary>Runs the script where npm installed the client; a machine without it fails here.</summary>
    private static async Task<JsonNode> RunAsync(params IReadOnlyList<string> arguments)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Daybook.slnx")))
        {
            folder = folder.Parent;
        }

        var scripts = Path.Combine(folder!.FullName, "tests", "Daybook.Sdk.Tests");
        Directory.Exists(Path.Combine(scripts, "node_modules", "xero-node")).ShouldBeTrue($"the client is not installed: run ./test, or 'npm ci' in {scripts}");
        var start = new ProcessStartInfo("node", ["platforms/xero.mjs", .. arguments]) { WorkingDirectory = scripts, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancel), process.StandardError.ReadToEndAsync(Cancel));
        await process.WaitForExitAsync(Cancel);
        process.ExitCode.ShouldBe(0, await errors);
        return JsonNode.Parse(await output)!;
    }
}
