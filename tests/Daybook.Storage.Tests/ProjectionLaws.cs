using Daybook.Bookkeeping;
using Daybook.Storage.Records.Projections;
using Daybook.Syncing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

public sealed class ProjectionLaws
{
    private static readonly Gen<string> Text = Gen.Elements("", "a", "card", "cash", "method:7", "Größe 漢字 🛒", new string('x', 300), "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d");

    private static readonly Gen<decimal> Amount = Gen.OneOf(
        Gen.Choose(-1_000_000, 1_000_000).Select(cents => cents / 100m),
        Gen.Elements(0m, 0.00m, 1m, 1.10m, -0.000000000000000000000000001m, decimal.MaxValue, decimal.MinValue, 4294967296.5m, 18446744073709551615m, 18446744073709551616m));

    private static readonly Gen<Instant> Moment = Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue).Select(seconds => Instant.FromUnixTimeSeconds(seconds).PlusTicks(seconds % 10_000_000)),
        Gen.Constant(Instant.MinValue));

    private static readonly Gen<Currency> Currency = Gen.Elements("GBP", "JPY", "KWD").Select(Bookkeeping.Currency.Parse);

    private static readonly Gen<IReadOnlyList<TaxShare>> Shares = ListOf(Text.Zip(Maybe(Amount), (component, rate) => new TaxShare(component, rate)), 3);

    private static readonly Gen<OrderLine> Line =
        from product in MaybeText()
        from total in Amount
        from tax in Amount
        from rate in Amount
        from discount in Amount
        from taxes in Shares
        select new OrderLine { Product = product, Total = total, Tax = tax, Rate = rate, Discount = discount, Taxes = taxes };

    private static readonly Gen<ServiceCharge> Charge =
        from type in Gen.Elements(Enum.GetValues<ServiceChargeType>())
        from total in Amount
        from tax in Amount
        from rate in Amount
        from taxes in Shares
        select new ServiceCharge { Type = type, Total = total, Tax = tax, Rate = rate, Taxes = taxes };

    private static readonly Gen<object> Orders =
        from id in Text
        from number in MaybeText()
        from currency in Maybe(Currency)
        from created in Maybe(Moment)
        from total in Amount
        from refund in Amount
        from tax in Maybe(Amount)
        from discount in Amount
        from gratuity in Amount
        from location in MaybeText()
        from lines in ListOf(Line, 4)
        from charges in ListOf(Charge, 2)
        select (object)new Order
        {
            Id = id, Number = number, Currency = currency, CreatedAt = created, Total = total, Refund = refund, Tax = tax, Discount = discount,
            Gratuity = gratuity, Location = location, Lines = lines, Charges = charges,
        };

    private static readonly Gen<object> Payments =
        from id in Text
        from amount in Amount
        from currency in Maybe(Currency)
        from type in Text
        from status in Gen.Elements(Enum.GetValues<PaymentStatus>())
        from created in Maybe(Moment)
        select (object)new Payment { Id = id, Amount = amount, Currency = currency, Type = new PaymentType(type), Status = status, CreatedAt = created };

    private static readonly Gen<object> Transactions =
        from id in Text
        from kind in Gen.Elements(RecordKinds.OfTransactions.ToArray())
        from subType in MaybeText()
        from amount in Amount
        from currency in Maybe(Currency)
        from source in MaybeText()
        from sourceType in Gen.Elements(Enum.GetValues<TransactionSourceType>())
        from created in Maybe(Moment)
        select (object)new Transaction
        {
            Id = id, Kind = kind, SubType = subType, Amount = amount, Currency = currency, CreatedAt = created,
            Source = source is null ? null : new TransactionSource(source, sourceType),
        };

    private static readonly Gen<object> Items =
        from id in Text
        from name in MaybeText()
        from category in MaybeText()
        from rate in Maybe(Amount)
        from isGiftCard in Gen.Elements(true, false)
        select (object)new CatalogueItem { Id = id, Name = name, Category = category, Rate = rate, IsGiftCard = isGiftCard };

    [Fact]
    public void What_is_packed_comes_back_without_loss() =>
        Prop.ForAll(Gen.OneOf(Orders, Payments, Transactions, Items).ToArbitrary(), content =>
        {
            using var packed = new PackWriter();
            Projection.Write(packed, content);
            var back = Projection.Read(packed.Written(0, packed.Length).Span);
            back.GetType().ShouldBe(content.GetType());
            Face(back).ShouldBe(Face(content));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void An_amount_keeps_its_trailing_zeros()
    {
        using var packed = new PackWriter();
        packed.Add(-1.10m);
        new PackReader(packed.Written(0, packed.Length).Span).Decimal().ToString().ShouldBe("-1.10");
    }

    [Fact]
    public void A_layout_of_a_later_version_is_refused()
    {
        using var packed = new PackWriter();
        Projection.Write(packed, new CatalogueItem { Id = "c" });
        var bytes = packed.Written(0, packed.Length).ToArray();
        bytes[0]++;
        Should.Throw<InvalidDataException>(() => Projection.Read(bytes)).Message.ShouldContain("layout 2");
    }

    [Fact]
    public void A_small_order_takes_less_than_a_hundred_bytes()
    {
        using var packed = new PackWriter();
        Projection.Write(packed, new Order
        {
            Id = "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
            Number = "10017",
            Currency = Some.Gbp,
            CreatedAt = Some.Time(0),
            Total = 24.00m,
            Lines = [new OrderLine { Product = "coffee", Total = 12m, Tax = 2m, Rate = 20m }, new OrderLine { Product = "cake", Total = 12m, Tax = 2m, Rate = 20m }],
        });
        packed.Length.ShouldBeLessThan(100);
    }

    // Two zeros of different scale are one amount; a zero is not written.
    private static string Face(object content) => Columns.ToJson(content).Replace("0.00", "0", StringComparison.Ordinal);

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : struct => Gen.OneOf(gen.Select(value => (T?)value), Gen.Constant((T?)null));

    private static Gen<string?> MaybeText() => Gen.OneOf(Text.Select(text => (string?)text), Gen.Constant((string?)null));

    private static Gen<IReadOnlyList<T>> ListOf<T>(Gen<T> gen, int most) =>
        Gen.Choose(0, most).SelectMany(count => gen.ArrayOf(count)).Select(items => (IReadOnlyList<T>)items);
}
