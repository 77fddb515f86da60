using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Xero;

public sealed class XeroContractTests
{
    private static readonly LocalDate Day = new(2026, 11, 20);

    /// <summary>Not in the part of the description that lies beside the checkout.</summary>
    private static readonly string[] Undescribed = ["BankTransfers"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_request_and_every_answer_of_the_stand_in_is_as_Xero_describes_it()
    {
        var contract = await XeroContract.ReadAsync(Cancel);
        Assert.SkipWhen(contract is null, "DID NOT RUN: xero-accounting-subset.yaml does not lie in ../shared/platforms beside the checkout.");
        await using var xero = await XeroFixture.StartAsync();
        xero.Sandbox.KeepsBodies = true;
        await WriteOneOfEachAsync(xero);

        var calls = xero.Sandbox.Calls.Where(call => !Undescribed.Contains(call.Path.Split('/')[0])).ToList();
        calls.Where(call => !contract.Knows(call.Method, call.Path)).Select(call => $"{call.Method} {call.Path}").ShouldBeEmpty();
        calls.Where(call => call.Request!.Length > 0).SelectMany(call => contract.WrongInRequest(call.Method, call.Path, call.Request!)).Distinct().ShouldBeEmpty();
        calls.Where(call => call.Answer!.StartsWith('{')).SelectMany(call => contract.WrongInAnswer(call.Method, call.Path, call.Status, call.Answer!)).Distinct().ShouldBeEmpty();
        calls.Select(call => $"{call.Method} {call.Path.Split('/')[0]}").Distinct().Count().ShouldBeGreaterThan(15);
    }

    [Fact]
    public async Task A_planted_fault_is_found()
    {
        var contract = await XeroContract.ReadAsync(Cancel);
        Assert.SkipWhen(contract is null, "DID NOT RUN: xero-accounting-subset.yaml does not lie in ../shared/platforms beside the checkout.");
        contract.WrongInRequest("PUT", "Invoices", """{"Invoices":[{"Type":"ACCREK","Totl":1,"Date":5,"InvoiceID":"x"}]}""").Count.ShouldBe(4);
        contract.WrongInRequest("PUT", "ManualJournals", """{"ManualJournals":[{"Status":"POSTED"}]}""").ShouldHaveSingleItem().ShouldContain("Narration is missing");
        contract.WrongInAnswer("GET", "Accounts", 200, """{"Accounts":[{"Type":"BANKS"}]}""").ShouldHaveSingleItem();
    }

    private static async Task WriteOneOfEachAsync(XeroFixture xero)
    {
        var make = new XeroDocuments(xero);
        await xero.Books.CreateAccountAsync(xero.Link, new NewAccount("Till clearing", "Asset.Bank"), Cancel);
        await xero.Books.CreateCustomerAsync(xero.Link, "Till customers", Cancel);
        var invoice = make.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 100m, 20m);
        var note = make.Trade(DocumentKind.CreditNote, "DB-2", Day, 50m, 10m);
        var bill = make.Trade(DocumentKind.Bill, "DB-3", Day, 3m, 0);
        var back = make.Trade(DocumentKind.BillCreditNote, "DB-4", Day, 1m, 0);
        var over = make.Money(DocumentKind.Overpayment, "DB-5", Day, 5m, "Business Bank Account");
        Document[] documents =
        [
            invoice, note, bill, back, over,
            make.Money(DocumentKind.Payment, "DB-6", Day, 70m, "Cash", invoice),
            make.Money(DocumentKind.Refund, "DB-7", Day, 10m, "Cash", note),
            make.Money(DocumentKind.Refund, "DB-8", Day, 1m, "Cash", over),
            make.Allocation("DB-9", Day, 20m, note, invoice),
            make.Allocation("DB-10", Day, 2m, over, invoice),
            make.Transfer("DB-11", Day, 60m, "Card Clearing", "Business Bank Account"),
            make.Journal("DB-12", Day, ("Cash", 5m), ("Sales", -5m)),
        ];
        var written = new Dictionary<Guid, string>();
        await xero.Books.ReadChartAsync(xero.Link, Cancel);
        foreach (var document in documents)
        {
            written[document.Id] = (await xero.Books.WriteAsync(xero.Link, document, written.GetValueOrDefault, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
            (await xero.Books.FindAsync(xero.Link, document, written.GetValueOrDefault, Cancel)).ShouldBe(written[document.Id]);
        }

        await xero.Books.WriteAsync(xero.Link, make.Sale("DB-1", Day, 1m), written.GetValueOrDefault, Cancel);
        foreach (var document in documents.Reverse())
        {
            await xero.Books.VoidAsync(xero.Link, document, written[document.Id], Cancel);
        }
    }
}
