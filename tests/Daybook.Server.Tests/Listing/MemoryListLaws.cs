using Daybook.Server.Requests.Listing;
using Daybook.Storage.Listing;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Listing;

public sealed class MemoryListLaws
{
    private static readonly ListColumns Columns = WireColumns.Of<Item>("status");

    private static readonly Item[] Items =
    [
        new("A", "Corner shop", "Linked", 10.5m, "2026-01-01", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), true, new Inner("x")),
        new("b", "Shop, été", "linked", 9m, "2026-01-02", new DateTime(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc), false, null),
        new("c", null, "Unlinked", 100m, "2026-01-03", null, false, new Inner("y")),
    ];

    [Theory]
    [InlineData("id=a", "")]
    [InlineData("id=A", "A")]
    [InlineData("status=LINKED", "A b")]
    [InlineData("name~SHOP", "A b")]
    [InlineData("name~ÉTÉ", "b")]
    [InlineData("name!=Corner shop", "b c")]
    [InlineData("amount>9", "A c")]
    [InlineData("amount=10.50", "A")]
    [InlineData("date>=2026-01-01T12:00:00Z", "b c")]
    [InlineData("since>2026-01-01T01:00:00+01:00", "b")]
    [InlineData("isNew=TRUE", "A")]
    [InlineData("inner.name=x || inner.name=y && amount<50", "A")]
    [InlineData("{inner.name=x || inner.name=y} && amount>50", "c")]
    public void A_list_in_memory_is_filtered_by_type(string query, string expected) => Ids(query, null).ShouldBe(expected);

    [Theory]
    [InlineData("amount", "b A c")]
    [InlineData("-name", "b A c")]
    [InlineData("status,-amount", "A b c")]
    [InlineData("since", "c A b")]
    [InlineData("-inner.name", "c A b")]
    public void A_list_in_memory_is_ordered_by_type(string order, string expected) => Ids(null, order).ShouldBe(expected);

    private static string Ids(string? query, string? order)
    {
        var asked = new ListQuery
        {
            Filter = query is null ? null : QueryParser.Parse(query, Columns).Filter.ShouldNotBeNull(),
            Order = order is null ? [] : OrderParser.Parse(order, Columns).Order.ShouldNotBeNull(),
            Skip = 0,
            Take = 100,
        };
        var page = MemoryList.Read(Items, asked);
        page.Total.ShouldBe(page.Items.Count);
        return string.Join(' ', page.Items.Select(item => item.Id));
    }

    private sealed record Item(string Id, string? Name, string Status, decimal Amount, string Date, DateTime? Since, bool IsNew, Inner? Inner);

    private sealed record Inner(string Name);
}
