using Daybook.Server.Requests;
using System.Text;
using Daybook.Bookkeeping;
using Daybook.Server.Resources.Push.Reading;
using Daybook.Syncing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Reading;

public sealed class ReaderLaws
{
    [Fact]
    public void An_order_is_read_whole()
    {
        var order = Content<Order>("orders", """
            {"id":"1","orderNumber":"7","currency":"GBP ","createdDate":"2022-10-23T10:00:00","totalAmount":10.5,"totalRefund":-1,"totalTaxAmount":1.5,
             "totalDiscount":-2,"totalGratuity":3,"locationRef":{"name":"Here","id":"here"},
             "orderLineItems":[{"totalAmount":6,"totalTaxAmount":1,"taxPercentage":20.0,"productRef":{"id":"p"},"discountAllocations":[{"totalAmount":1},{"name":"x","totalAmount":-0.5}],
               "taxes":[{"taxComponentRef":{"id":"a","name":"A"},"rate":4},{"taxComponentRef":{"id":"b"},"rate":6}]}],
             "serviceCharges":[{"type":"Shipping","totalAmount":4.5,"taxAmount":0.5,"taxPercentage":12.5,"quantity":1}]}
            """);
        order.Number.ShouldBe("7");
        order.Currency.ShouldBe(Currency.Parse("GBP"));
        order.CreatedAt.ShouldBe(Instant.FromUtc(2022, 10, 23, 10, 0));
        (order.Total, order.Refund, order.Tax, order.Discount, order.Gratuity, order.Location).ShouldBe((10.5m, -1m, 1.5m, 2m, 3m, "here"));
        var line = order.Lines.ShouldHaveSingleItem();
        (line.Product, line.Total, line.Tax, line.Rate, line.Discount).ShouldBe(("p", 6m, 1m, 20m, 1.5m));
        line.Taxes.ShouldBe([new TaxShare("a", 4), new TaxShare("b", 6)]);
        var charge = order.Charges.ShouldHaveSingleItem();
        (charge.Type, charge.Total, charge.Tax, charge.Rate).ShouldBe((ServiceChargeType.Shipping, 4.5m, 0.5m, 12.5m));
    }

    [Fact]
    public void Rates_of_components_are_taken_from_the_line_only_where_it_gives_all()
    {
        var order = Content<Order>("orders", """{"id":"1","orderLineItems":[{"taxes":[{"taxComponentRef":{"id":"a"},"rate":4},{"taxComponentRef":{"id":"b"}}]}]}""");
        order.Lines[0].Taxes.ShouldBe([new TaxShare("a", null), new TaxShare("b", null)]);
    }

    [Theory]
    [InlineData("Cash", "cash")]
    [InlineData("Card", "card")]
    [InlineData("Invoice", "invoice")]
    [InlineData("OnlineCard", "onlineCard")]
    [InlineData("Swish", "swish")]
    [InlineData("Vipps", "vipps")]
    [InlineData("Mobile", "mobile")]
    [InlineData("StoreCredit", "storeCredit")]
    [InlineData("Paypal", "paypal")]
    [InlineData("Custom", "custom")]
    [InlineData("Prepaid", "prepaidPayment")]
    [InlineData("Unknown", "manual")]
    public void A_payment_type_names_its_account(string type, string key) =>
        Content<Payment>("payments", $$"""{"id":"1","type":"{{type}}","status":"Paid","amount":-5}""").Type.Key.ShouldBe(key);

    [Fact]
    public void A_payment_method_of_the_shop_goes_before_the_type()
    {
        var payment = Content<Payment>("payments", """{"id":"1","type":"Card","paymentMethodRef":{"id":"klarna","name":"Klarna"},"amount":20,"status":"Paid"}""");
        payment.Type.ShouldBe(PaymentType.Method("klarna"));
        payment.Status.ShouldBe(PaymentStatus.Paid);
    }

    [Fact]
    public void The_payment_and_the_fee_of_one_id_are_two_records_that_hang_on_order_and_payment()
    {
        var records = Read("transactions", """
            {"id":"0944","type":"Payment","totalAmount":85,"transactionSourceRef":{"id":"o","type":"Order"}},
            {"id":"0944","type":"PaymentFee","totalAmount":-1.49,"transactionSourceRef":{"id":"0944","type":"Payment"}},
            {"id":"x","type":"Payout","totalAmount":-80,"transactionSourceRef":{"id":"o","type":"Order"}}
            """);
        records.Select(record => record.Kind).ShouldBe([RecordKind.PaymentTransaction, RecordKind.PaymentFee, RecordKind.Payout]);
        records.Select(record => record.Link).ShouldBe([RecordKey.Of("o"), RecordKey.Of("0944"), null]);
    }

    [Fact]
    public void Payouts_given_as_magnitudes_are_turned_round_and_nothing_else_is()
    {
        var body = """{"transactions":[{"id":"1","type":"Payout","totalAmount":80},{"id":"2","type":"FailedPayout","totalAmount":-80},{"id":"3","type":"PaymentFee","totalAmount":-1}]}""";
        var reading = PushReader.Read(Encoding.UTF8.GetBytes(body), DataType.Find("transactions")!, payoutsAreMagnitudes: true, out _)!;
        reading.Records.Select(record => ((Transaction)record.Content!).Amount).ShouldBe([-80m, 80m, -1m]);
    }

    [Theory]
    [InlineData("""{"id":"1"}""", 8)]
    [InlineData("""{"id":"1","totalAmount":null,"type":null}""", 8)]
    [InlineData("""{"type":"Payout","id":"1"}""", 1)]
    public void A_transaction_without_its_type_is_deleted_as_every_kind(string transaction, int deletions)
    {
        var records = Read("transactions", transaction);
        records.Count.ShouldBe(deletions);
        records.ShouldAllBe(record => record.IsDeleted && record.Content == null);
        records.Select(record => record.Kind).ShouldBeUnique();
    }

    [Theory]
    [InlineData("""{"id":"1","unknown":1}""")]
    [InlineData("""{"id":"1","totalAmount":0}""")]
    [InlineData("""{"id":"1","orderLineItems":[]}""")]
    public void An_order_with_anything_beside_its_id_is_no_deletion(string order) => Read("orders", order).ShouldHaveSingleItem().IsDeleted.ShouldBeFalse();

    [Fact]
    public void Modified_is_what_the_source_says_before_what_anyone_else_says()
    {
        var records = Read("orders", """
            {"id":"1","modifiedDate":"2022-01-01","sourceModifiedDate":"2022-02-02"},{"id":"2","modifiedDate":"2022-01-01"},{"id":"3","totalAmount":1}
            """);
        records.Select(record => record.Modified).ShouldBe([Instant.FromUtc(2022, 2, 2, 0, 0), Instant.FromUtc(2022, 1, 1, 0, 0), null]);
    }

    [Fact]
    public void Names_are_found_whatever_their_case_and_escapes()
    {
        var order = Content<Order>("orders", """{"\u0049d":"1","TotalAmount":5,"TOTALGRATUITY":1}""");
        (order.Id, order.Total, order.Gratuity).ShouldBe(("1", 5m, 1m));
    }

    [Fact]
    public void The_rate_of_a_tax_component_is_a_fraction_in_the_contract_and_a_percentage_here() =>
        Content<CatalogueItem>("taxComponents", """{"id":"1","name":"City","rate":0.045}""").Rate.ShouldBe(4.5m);

    [Fact]
    public void A_product_knows_its_category_and_whether_it_is_a_gift_card()
    {
        Content<CatalogueItem>("products", """{"id":"1","isGiftCard":true,"categorization":"c"}""").ShouldBe(new CatalogueItem { Id = "1", IsGiftCard = true, Category = "c" });
        Content<CatalogueItem>("products", """{"id":"1","productCategoryRef":{"id":"d"},"categorization":"c"}""").Category.ShouldBe("d");
    }

    [Fact]
    public void The_payload_is_the_element_as_it_was_sent()
    {
        var records = Read("orders", """  { "id" : "1" , "totalAmount":1.50 } , {"id":"2","note":"ü😀"}""");
        records.Select(record => Encoding.UTF8.GetString(record.Payload.Span)).ShouldBe(["""{ "id" : "1" , "totalAmount":1.50 }""", """{"id":"2","note":"ü😀"}"""]);
    }

    [Fact]
    public void Every_amount_in_range_is_read_exactly() => Prop.ForAll(
        Gen.Choose(0, 10).SelectMany(scale => Gen.Choose(int.MinValue + 1, int.MaxValue).Select(units => new decimal(Math.Abs(units), 0, 0, units < 0, (byte)scale))).ToArbitrary(),
        amount =>
        {
            foreach (var text in new[] { amount.ToString(), amount + (amount.Scale == 0 ? ".0" : "") + "000000000000", amount + "e0" })
            {
                Content<Order>("orders", $$"""{"id":"1","totalAmount":{{text}}}""").Total.ShouldBe(amount, text);
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1e-40")]
    [InlineData("-1000000000000000")]
    [InlineData("1e15")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("1.00000000001")]
    public void An_amount_that_would_lose_a_digit_is_refused(string amount) =>
        Refusal("orders", $$"""{"orders":[{"id":"1","totalAmount":{{amount}}}]}""").ShouldContain("orders[0].totalAmount: the number is out of range");

    [Fact]
    public void Half_a_surrogate_pair_is_refused_by_name()
    {
        Refusal("orders", """{"orders":[{"id":"\ud800"}]}""").ShouldStartWith("orders[0].id:");
        Refusal("orders", """{"orders":[{"id":"a\u0000"}]}""").ShouldStartWith("orders[0].id:");
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused()
    {
        PushReader.Read(new byte[] { 0x7B, 0xFF, 0x7D }, DataType.Find("orders")!, payoutsAreMagnitudes: false, out var refusal).ShouldBeNull();
        refusal.ShouldNotBeNull().ShouldContain("UTF-8");
    }

    [Fact]
    public void No_damage_to_a_body_breaks_the_reading()
    {
        var body = Encoding.UTF8.GetBytes("""{"orders":[{"id":"1","totalAmount":1.5,"createdDate":"2022-10-23","orderLineItems":[{"taxes":[{"taxComponentRef":{"id":"a"}}]}]}],"contractVersion":"1"}""");
        Prop.ForAll(Gen.Choose(0, body.Length - 1).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (at, value) =>
        {
            var damaged = body.ToArray();
            damaged[at] = (byte)value;
            foreach (var sent in new[] { damaged, body[..at] })
            {
                var reading = PushReader.Read(sent, DataType.Find("orders")!, payoutsAreMagnitudes: false, out var refusal);
                (reading is null).ShouldBe(refusal is not null);
            }
        }).QuickCheckThrowOnFailure();
    }

    private static List<PushedRecord> Read(string type, string elements)
    {
        var reading = PushReader.Read(Encoding.UTF8.GetBytes($$"""{"{{type}}":[{{elements}}]}"""), DataType.Find(type)!, payoutsAreMagnitudes: false, out var refusal);
        refusal.ShouldBeNull();
        return reading!.Records;
    }

    private static T Content<T>(string type, string element) => (T)Read(type, element).ShouldHaveSingleItem().Content!;

    private static string Refusal(string type, string body)
    {
        PushReader.Read(Encoding.UTF8.GetBytes(body), DataType.Find(type)!, payoutsAreMagnitudes: false, out var refusal).ShouldBeNull();
        return refusal!;
    }
}
