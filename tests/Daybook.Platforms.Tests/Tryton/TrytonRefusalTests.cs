using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Syncing;
using Daybook.Testing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Tryton;

/// <summary>What Tryton does not take, in plain words; nothing is left behind of it.</summary>
public sealed class TrytonRefusalTests(TrytonServer server) : TrytonTests(server)
{
    [Fact]
    public async Task What_is_chosen_wrongly_is_named()
    {
        (await ShouldRefuseAsync(New.Sale("DB 1", Day, 1m), Refusal.Invalid)).ShouldContain("DB 1");
        (await ShouldRefuseAsync(New.Sale("DB-1", Day, 1m) with { Currency = Currency.Parse("USD") }, Refusal.Invalid)).ShouldContain("USD");
        (await ShouldRefuseAsync(New.Sale("DB-1", Day, 1.001m), Refusal.Invalid)).ShouldContain("1.001");
        (await ShouldRefuseAsync(New.Sale("DB-1", new LocalDate(2027, 1, 1), 1m), Refusal.DayClosed)).ShouldContain("2027-01-01");
        var elsewhere = New.Sale("DB-1", Day, 1m);
        (await ShouldRefuseAsync(elsewhere with { Ledger = [elsewhere.Ledger[0] with { Account = Tryton.Account("Bank") }, elsewhere.Ledger[1]] }, Refusal.Invalid)).ShouldContain("receivable");
        (await ShouldRefuseAsync(New.Money(DocumentKind.Payment, "DB-1", Day, 1m, "Bank", elsewhere), Refusal.Invalid)).ShouldContain("not in Tryton");
        (await Tryton.BalancesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_customer_who_is_no_longer_active_is_named_although_Tryton_would_not_mind()
    {
        await WriteAsync(New.Sale("DB-1", Day, 1m));
        await Tryton.Owner.WriteAsync("party.party", [Tryton.Company.Customer], new JsonObject { ["active"] = false }, Cancel);
        await Tryton.Books.ReadChartAsync(Tryton.Link, Cancel);
        (await ShouldRefuseAsync(New.Sale("DB-2", Day, 1m), Refusal.NotActive)).ShouldContain("Shop customers");
        var nobody = Tryton.Link with { CustomerId = null };
        (await Tryton.Books.WriteAsync(nobody, New.Sale("DB-2", Day, 1m), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.Invalid);
    }

    [Fact]
    public async Task More_than_is_open_is_refused_and_leaves_no_draft()
    {
        var sale = New.Sale("DB-1", Day, 10m);
        await WriteAsync(sale, New.Money(DocumentKind.Payment, "DB-2", Day, 6m, "Card clearing", sale));
        (await ShouldRefuseAsync(New.Money(DocumentKind.Payment, "DB-3", Day, 6m, "Card clearing", sale), Refusal.Invalid)).ShouldContain("more than what is open");
        await WriteAsync(New.Money(DocumentKind.Payment, "DB-4", Day, 4m, "Card clearing", sale));
        (await ShouldRefuseAsync(New.Money(DocumentKind.Payment, "DB-5", Day, 1m, "Card clearing", sale), Refusal.Invalid)).ShouldContain("paid");
        (await Tryton.Owner.SearchAsync("account.move", [Daybook.Platforms.Tryton.TrytonJson.Where("state", "=", "draft")], ["state"], Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_period_and_an_account_that_were_closed_since_the_chart_was_read_are_told_all_the_same()
    {
        await WriteAsync(New.Sale("DB-1", Day, 1m));
        await Tryton.ArchiveAsync("Card clearing");
        var entry = TrytonDocuments.Journal("DB-2", Day, (Tryton.Account("Card clearing"), 1m), (Tryton.Account("Sales"), -1m));
        await ShouldRefuseAsync(entry, Refusal.NotActive);
        await Tryton.CloseUpToAsync(Day);
        await ShouldRefuseAsync(New.Sale("DB-3", Day, 1m), Refusal.DayClosed);
        await ShouldRefuseAsync(TrytonDocuments.Journal("DB-4", Day, (Tryton.Account("Bank"), 1m), (Tryton.Account("Sales"), -1m)), Refusal.DayClosed);
        await WriteAsync(New.Sale("DB-5", Day.PlusDays(1), 1m));
    }

    [Fact]
    public async Task What_is_paid_or_lies_in_a_closed_period_is_not_taken_back()
    {
        var sale = New.Sale("DB-1", Day, 10m);
        var payment = New.Money(DocumentKind.Payment, "DB-2", Day, 6m, "Card clearing", sale);
        await WriteAsync(sale, payment);
        async Task<Refusal> VoidRefusal(Document document) =>
            (await Tryton.Books.VoidAsync(Tryton.Link, document, (await FindAsync(document))!, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Refusal;
        (await VoidRefusal(sale)).ShouldBe(Refusal.Invalid);
        await Tryton.CloseUpToAsync(Day);
        (await VoidRefusal(payment)).ShouldBe(Refusal.DayClosed);
        (await Tryton.BalancesAsync()).ShouldBe(Expected(sale, payment), ignoreOrder: true);
    }
}
