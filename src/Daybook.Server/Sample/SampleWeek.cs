using NodaTime;
using static Daybook.Server.Sample.SampleGoods;
using static Daybook.Server.Sample.SampleOrder;

namespace Daybook.Server.Sample;

/// <summary>
/// A made-up week of a café with a web shop, always the same. It is the week in which British summer time ends: its Sunday has 25 hours.
/// </summary>
internal static class SampleWeek
{
    public const string TimeZone = "Europe/London";

    /// <summary>The hour at which a business day ends: what is sold after midnight belongs to the evening.</summary>
    public const int SyncHour = 4;

    private static readonly string[] Stories =
    [
        "a tip, a web order with shipping, and a gift card sold, which is no sale yet",
        "a bill paid half in cash, half by card",
        "10% off a whole order, which no line shows; and a sale at 00:40, which still belongs to Wednesday",
        "the gift card pays for most of a brunch",
        "one of Monday's two bags of coffee is given back",
        "an ordinary Saturday",
        "the hour between one and two comes twice; late in the evening the payment provider pays out",
        "Saturday's order 1011 had one croissant too many: it is edited after its sync, and the money given back",
    ];

    private static readonly LocalDate Monday = new(2026, 10, 19);

    /// <summary>The first moment of the week.</summary>
    public static Instant Start => On(0, SyncHour);

    /// <summary>Seven days, and the Monday after with a correction.</summary>
    public static IReadOnlyList<SampleDay> Days()
    {
        var days = Stories.Select((story, day) => new SampleDay(Monday.PlusDays(day), On(day + 1, SyncHour), story)).ToList();

        days[0].Sell(new("1001", On(0, 8, 12), Cafe, (FlatWhite, 2), (Croissant, 1)) { Tip = 1.00m }, ("Card", 10.60m));
        var beans = new SampleOrder("1002", On(0, 10, 40), WebShop, (Beans, 2)) { Shipping = 3.95m };
        days[0].Sell(beans, ("OnlineCard", 26.95m));
        days[0].Sell(new("1003", On(0, 15, 5), Cafe, (GiftCard, 1)), ("Card", 50.00m));

        days[1].Sell(new("1004", On(1, 12, 31), Cafe, (Soup, 2), (Tea, 2)), ("Cash", 10.00m), ("Card", 10.20m));
        days[1].Sell(new("1005", On(1, 19, 20), WebShop, (Beans, 1)) { Shipping = 3.95m }, ("OnlineCard", 15.45m));

        days[2].Sell(new("1006", On(2, 13, 2), Cafe, (Soup, 1), (FlatWhite, 1), (Beans, 1)) { Discount = 10 }, ("Card", 20.16m));
        days[2].Sell(new("1007", On(3, 0, 40), Cafe, (Tea, 2)), ("Cash", 5.20m));

        days[3].Sell(new("1008", On(3, 11, 15), Cafe, (Brunch, 5)) { Tip = 5.00m }, ("Prepaid", 50.00m), ("Card", 19.50m));

        days[4].Sell(new("1009", On(4, 8, 30), Cafe, (FlatWhite, 3)), ("Cash", 10.20m));
        days[4].Change(beans with { Lines = [(Beans, 2), (Beans, -1)], Changed = On(4, 16) }, "OnlineCard", givenBack: 11.50m, feeReturned: 0.29m);

        days[5].Sell(new("1010", On(5, 11), Cafe, (Brunch, 2), (FlatWhite, 2)), ("Card", 32.60m));
        var miscounted = new SampleOrder("1011", On(5, 12, 10), Cafe, (Croissant, 3), (Tea, 3));
        days[5].Sell(miscounted, ("Card", 16.20m));

        days[6].Sell(new("1012", On(6, 10, 30), Cafe, (FlatWhite, 2), (Croissant, 2)), ("Card", 12.40m));
        days[6].PayOut("payout-1", On(6, 23), days.Sum(day => day.Balance));

        days[7].Change(miscounted with { Lines = [(Croissant, 2), (Tea, 3)], Changed = On(7, 9, 30) }, "Card", givenBack: 2.80m, feeReturned: 0);
        return days;
    }

    private static Instant On(int day, int hour, int minute = 0) =>
        Monday.PlusDays(day).At(new LocalTime(hour, minute)).InZoneStrictly(DateTimeZoneProviders.Tzdb[TimeZone]).ToInstant();
}
