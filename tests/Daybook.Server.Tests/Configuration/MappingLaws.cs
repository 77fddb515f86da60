using Daybook.Bookkeeping;
using Daybook.Syncing;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Configuration;

public sealed class MappingLaws
{
    private static readonly Chart Books = new()
    {
        CompanyName = "A shop",
        Accounts = [new ChartAccount("old", "Old account", null, "Income", IsActive: false), new ChartAccount("new", "New account", null, "Income")],
        TaxRates = [],
        Customers = [],
        Suppliers = [],
        ReceivableAccount = "the receivable",
        PayableAccount = "the payable",
    };

    private static readonly ShopCatalogue Shop = new(
        new Catalogue(new Dictionary<string, Product>(), new Dictionary<string, decimal> { ["city"] = 4.5m, ["state"] = 4, ["none"] = 0 }), new Dictionary<string, string>(), [], [], []);

    [Theory]
    [InlineData("food", "F")]
    [InlineData("toys", "other")]
    [InlineData("", "other")]
    public void Sales_go_to_their_category_else_to_other_sales(string category, string account) =>
        Map(sales: new() { ["sales"] = "S", ["sales-other"] = "other", ["food"] = "F" }).AccountOf(Role.Sales(category, "20")).ShouldBe(account);

    [Fact]
    public void What_has_no_account_of_its_own_falls_to_sales()
    {
        var map = Map(sales: new() { ["sales"] = "S" });
        foreach (var role in new[] { Role.Sales("food", "20"), Role.Refunds("food", "20"), Role.ServiceCharge(ServiceChargeType.Shipping, "20"), Role.Rounding })
        {
            map.AccountOf(role).ShouldBe("S");
        }

        map.AccountOf(Role.Gratuity).ShouldBeNull();
        map.AccountOf(Role.Prepaid("0")).ShouldBeNull();
    }

    [Fact]
    public void Each_choice_of_the_sales_section_is_used_for_its_role()
    {
        var map = Map(sales: new() { ["sales"] = "S", ["refund"] = "R", ["gratuity"] = "G", ["prepaid"] = "P", ["rounding"] = "O", ["serviceCharge-shipping"] = "H", ["receivable"] = "own" });
        map.AccountOf(Role.Refunds("food", "20")).ShouldBe("R");
        map.AccountOf(Role.Gratuity).ShouldBe("G");
        map.AccountOf(Role.Prepaid("0")).ShouldBe("P");
        map.AccountOf(Role.Rounding).ShouldBe("O");
        map.AccountOf(Role.ServiceCharge(ServiceChargeType.Shipping, "20")).ShouldBe("H");
        map.AccountOf(Role.ServiceCharge(ServiceChargeType.Generic, "20")).ShouldBe("S");
        map.AccountOf(Role.Receivable).ShouldBe("own");
        map.AccountOf(Role.Payable).ShouldBe("the payable");
        Map().AccountOf(Role.Receivable).ShouldBe("the receivable");
    }

    [Fact]
    public void Payments_go_to_the_account_of_their_type_or_method()
    {
        var map = Map(payments: new() { ["card"] = "C", ["payout"] = "bank" }, methods: new() { ["klarna"] = "K" });
        map.AccountOf(Role.PaymentAccount(PaymentType.Card)).ShouldBe("C");
        map.AccountOf(Role.PaymentAccount(PaymentType.Method("klarna"))).ShouldBe("K");
        map.AccountOf(Role.PaymentAccount(PaymentType.Method("card"))).ShouldBeNull();
        map.AccountOf(Role.PaymentAccount(PaymentType.Cash)).ShouldBeNull();
        map.AccountOf(Role.Suspense(PaymentType.Cash)).ShouldBeNull();
        map.AccountOf(Role.Transfer).ShouldBe("bank");
        Map(payments: new() { ["transfer"] = "T", ["suspense"] = "Z" }).AccountOf(Role.Transfer).ShouldBe("T");
        Map(payments: new() { ["suspense"] = "Z" }).AccountOf(Role.Suspense(PaymentType.Cash)).ShouldBe("Z");
    }

    [Fact]
    public void Returned_fees_fall_to_the_account_of_fees()
    {
        Map(fees: new() { ["paymentFee"] = "fees" }).AccountOf(Role.FeeRefund).ShouldBe("fees");
        Map(fees: new() { ["paymentFee"] = "fees", ["paymentFeeRefund"] = "back" }).AccountOf(Role.FeeRefund).ShouldBe("back");
        Map(fees: new() { ["paymentFee"] = "fees" }).AccountOf(Role.LoanFee).ShouldBeNull();
    }

    [Fact]
    public void Tax_goes_by_rate_by_single_component_and_by_set()
    {
        var sales = Role.Sales("", "20");
        var both = TaxCode.OfComponents([new TaxShare("state", null), new TaxShare("city", null)]);
        var taxed = Role.Sales("", both);
        var map = Map(rates: new() { ["20"] = "T20" }, components: [new(["city"], "TC"), new(["city", "state"], "TCS")], zero: "T0");
        map.AccountOf(Role.TaxOn(sales, "")).ShouldBe("T20");
        map.AccountOf(Role.TaxOn(taxed, "city")).ShouldBe("TC");
        map.AccountOf(Role.TaxOn(taxed, "state")).ShouldBe("TCS");
        map.TaxRateOf(both).ShouldBe("TCS");
        map.TaxRateOf("5").ShouldBeNull();
        map.TaxRateOf(TaxCode.OfComponents([new TaxShare("none", null)])).ShouldBe("T0");
        map.TaxRateOf(TaxCode.OfComponents([new TaxShare("state", null)])).ShouldBeNull();
        Map(components: [new(["city"], "TC"), new(["state"], "TS")]).TaxRateOf(both).ShouldBe("TC");
    }

    [Fact]
    public void What_is_gone_or_inactive_is_named_and_what_is_not_synced_is_not()
    {
        var configuration = Configuration(sales: new() { ["sales"] = "old", ["refund"] = "never", ["gratuity"] = "new" }, payments: new() { ["card"] = "gone too" });
        var problems = ActiveCheck.Problems(configuration, Books);
        problems.ShouldBe([
            "The account 'Old account' chosen for sales.accounts.sales is no longer active in the accounting software.",
            "The account 'never' chosen for sales.accounts.refund is gone from the accounting software.",
        ]);
    }

    private static AccountMap Map(
        Dictionary<string, string>? sales = null,
        Dictionary<string, string>? payments = null,
        Dictionary<string, string>? methods = null,
        Dictionary<string, string>? fees = null,
        Dictionary<string, string>? rates = null,
        IReadOnlyList<TaxComponentMapping>? components = null,
        string? zero = null)
    {
        var configuration = Configuration(sales, payments);
        return AccountMapping.For(
            configuration with
            {
                Sales = configuration.Sales with { TaxRates = rates ?? [], TaxComponents = components ?? [], DefaultZeroTaxRateId = zero },
                Payments = configuration.Payments with { MethodAccounts = methods ?? [] },
                Fees = new FeeChoices { Accounts = fees ?? [] },
            },
            Books,
            Shop);
    }

    private static SyncConfiguration Configuration(Dictionary<string, string>? sales = null, Dictionary<string, string>? payments = null) => new()
    {
        Sales = new SalesChoices { Accounts = sales ?? [] },
        Payments = new PaymentChoices { Accounts = payments ?? [] },
    };
}
