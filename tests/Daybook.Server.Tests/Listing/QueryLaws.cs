using Daybook.Server.Requests.Listing;
using Daybook.Storage.Listing;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Listing;

public sealed class QueryLaws
{
    [Fact]
    public void What_is_written_is_read_as_what_it_was() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var text = QueryText.Write(QueryText.Any(new Random(seed)));
        if (text.Length <= QueryParser.Longest)
        {
            var (filter, fault) = QueryParser.Parse(text, QueryText.Columns);
            fault.ShouldBeNull(text);
            QueryText.Write(filter!).ShouldBe(text);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_whatever_breaks_the_reading() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<int>(), (any, seed) =>
    {
        var right = QueryText.Write(QueryText.Any(new Random(seed)));
        var cut = right[..(int)((uint)seed % (right.Length + 1))];
        foreach (var text in new[] { any.Get, "name=" + any.Get, "tags." + any.Get, cut, cut + any.Get, cut + "}", "{" + right, right.Replace('=', '&') })
        {
            var (filter, fault) = QueryParser.Parse(text, QueryText.Columns);
            (filter is null).ShouldBe(fault is not null, text);
            if (fault is not null)
            {
                fault.Position.ShouldBeInRange(1, text.Length + 1);
                fault.Message.ShouldNotBeEmpty();
            }
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("name", 5, "expected =, !=, ~, >, <, >= or <=")]
    [InlineData("name=", 6, "expected a value")]
    [InlineData("=5", 1, "expected a property or {")]
    [InlineData("name=a &&", 10, "expected a property or {")]
    [InlineData("name=a & b || ", 15, "expected a property or {")]
    [InlineData("{name=a", 8, "expected &&, || or } to close the group")]
    [InlineData("name=a}", 7, "expected &&, || or the end")]
    [InlineData("amount=5 && nothing=1", 13, "there is no property 'nothing'; there are name, status, amount, at.end, isGone, tags.…")]
    [InlineData("lines[0].net=1", 1, "'lines[0].net' is not a property: names are joined by dots, and arrays can't be asked")]
    [InlineData("amount=much", 8, "expected a number, since amount is one; got 'much'")]
    [InlineData("amount~1", 7, "expected =, !=, >, <, >= or <=, since amount is a number")]
    [InlineData("isGone > true", 8, "expected = or !=, since isGone is true or false")]
    [InlineData("at.end>soon", 8, "expected a date such as 2022-10-23 or 2022-10-23T00:00:00Z, since at.end is one; got 'soon'")]
    [InlineData("name=a\0", 7, "a NUL character can't be compared")]
    public void A_fault_tells_where_and_what_was_expected(string text, int position, string message) =>
        QueryParser.Parse(text, QueryText.Columns).Fault.ShouldBe(new QueryFault(position, message));

    [Fact]
    public void And_binds_closer_than_or_and_groups_bind_closest()
    {
        QueryParser.Parse("name=a||name=b&&name=c", QueryText.Columns).Filter.ShouldBeOfType<AnyOf>().Terms[1].ShouldBeOfType<EachOf>();
        QueryParser.Parse("{name=a||name=b}&&name=c", QueryText.Columns).Filter.ShouldBeOfType<EachOf>().Terms[0].ShouldBeOfType<AnyOf>();
    }

    [Fact]
    public void Names_of_properties_are_found_whatever_their_case_and_values_keep_their_spaces_inside()
    {
        var filter = QueryParser.Parse("  AT.End >= 2026-01-01 ", QueryText.Columns).Filter.ShouldBeOfType<Comparison>();
        filter.Column.Name.ShouldBe("at.end");
        filter.Operator.ShouldBe(ListOperator.GreaterOrEqual);
        QueryParser.Parse("name = a  shop & co ", QueryText.Columns).Filter.ShouldBeOfType<Comparison>().Value.Text.ShouldBe("a  shop & co");
    }

    [Fact]
    public void A_query_is_at_most_2048_characters_long_and_50_groups_deep()
    {
        var longest = "name=" + new string('x', 2043);
        QueryParser.Parse(longest, QueryText.Columns).Fault.ShouldBeNull();
        QueryParser.Parse(longest + "x", QueryText.Columns).Fault!.Message.ShouldContain("2048");
        QueryParser.Parse(new string('{', 50) + "name=x" + new string('}', 50), QueryText.Columns).Fault.ShouldBeNull();
        QueryParser.Parse(new string('{', 2048), QueryText.Columns).Fault!.Position.ShouldBe(52);
    }

    [Theory]
    [InlineData("-amount, name,tags.x", "amount desc, name asc, tags.x asc")]
    [InlineData("AT.END", "at.end asc")]
    public void An_order_names_properties_the_first_counting_most(string text, string read) =>
        string.Join(", ", OrderParser.Parse(text, QueryText.Columns).Order!.Select(one => $"{one.Column.Name} {(one.IsDescending ? "desc" : "asc")}")).ShouldBe(read);

    [Theory]
    [InlineData("amount,nothing", "there is no property 'nothing' to order by; there are name, status, amount, at.end, isGone, tags.…")]
    [InlineData("amount,", "expected a property, such as -modifiedDate")]
    [InlineData("-", "expected a property, such as -modifiedDate")]
    [InlineData("name,name,name,name,name,name,name,name,name,name,name", "at most 10 properties")]
    public void A_wrong_order_is_told(string text, string fault) => OrderParser.Parse(text, QueryText.Columns).Fault.ShouldBe(fault);
}
