using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Storage.Listing;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Storage.Tests.Listing;

/// <summary>Records and queries by chance, from so few values that they meet.</summary>
internal sealed class AnyList(Random chance)
{
    public static readonly ListColumns Columns = DataColumns.Of(FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "id", "note", "amount", "ref", "status"), "status");

    private static readonly string[] Values =
    [
        "Card", "card", "CARD", "été", "Été 2026", "a b", "true", "False", "10", "10.50", "9", "-3", "0", "2026-01-02", "2026-01-02T00:00:00Z", "2026-01-02T01:00:00+01:00",
        "2026-01-01T23:59:59.9999999-00:30", "2026-02-30", "2026-01-02T24:00", "x'; drop table record; --", "%", "_", "日本", "🙂",
    ];

    private static readonly string[] Names = ["id", "note", "NOTE", "amount", "ref.id", "ref.at", "ref", "status", "modifiedDate", "createdDate", "nothing", "ref.id.deep"];

    public PushedRecord Record(int number)
    {
        var json = new JsonObject { ["id"] = "o" + number };
        Maybe(json, "note", Text);
        Maybe(json, "amount", () => chance.Next(4) == 0 ? Text() : Number());
        Maybe(json, chance.Next(3) == 0 ? "Status" : "status", () => chance.Next(2) == 0 ? "Paid" : "pending");
        Maybe(json, "ref", () =>
        {
            var inner = new JsonObject();
            Maybe(inner, "ID", Text);
            Maybe(inner, "at", () => chance.Next(3) == 0 ? Number() : Text());
            return inner;
        });
        return new PushedRecord
        {
            Kind = RecordKind.Order,
            Key = RecordKey.Of("o" + number),
            Created = chance.Next(4) == 0 ? null : Some.Time(chance.Next(5)),
            Content = new Order { Id = "o" + number },
            Payload = Encoding.UTF8.GetBytes(json.ToJsonString(chance.Next(2) == 0 ? JsonSerializerOptions.Default : new JsonSerializerOptions(JsonSerializerDefaults.Web))),
        };
    }

    public Filter Filter(int depth = 3)
    {
        var shape = chance.Next(depth == 0 ? 1 : 3);
        return shape == 0 ? Comparison() : shape == 1 ? new EachOf(Several(depth)) : new AnyOf(Several(depth));
    }

    public ListQuery Query() => new()
    {
        Filter = chance.Next(5) == 0 ? null : Filter(),
        Order = [.. Enumerable.Range(0, chance.Next(3)).Select(_ => Columns.Find(Names[chance.Next(Names.Length)])!).Select(column => new Ordering(column, chance.Next(2) == 0))],
        Skip = chance.Next(2) * chance.Next(10),
        Take = chance.Next(2) == 0 ? 1000 : 1 + chance.Next(10),
    };

    private Comparison Comparison()
    {
        while (true)
        {
            var column = Columns.Find(Names[chance.Next(Names.Length)])!;
            var value = Operand.Of(column.Name == "id" ? "o" + chance.Next(20).ToString(CultureInfo.InvariantCulture)
                : column.Type == ListType.Moment ? Moment()
                : column.IsName ? new[] { "PAID", "Pending", "x" }[chance.Next(3)]
                : Values[chance.Next(Values.Length)]);
            var comparing = (ListOperator)chance.Next(7);
            if (comparing != ListOperator.Contains || column.Type == ListType.Json)
            {
                return new Comparison(column, comparing, value);
            }
        }
    }

    private string Moment() => NodaTime.Text.InstantPattern.ExtendedIso.Format(Some.Time(chance.Next(8)) + Duration.FromSeconds(chance.Next(2)));

    private List<Filter> Several(int depth) => [.. Enumerable.Range(0, chance.Next(2, 4)).Select(_ => Filter(depth - 1))];

    private void Maybe(JsonObject into, string name, Func<JsonNode?> value)
    {
        if (chance.Next(4) > 0)
        {
            into[name] = chance.Next(8) == 0 ? null : chance.Next(15) == 0 ? new JsonArray(1) : chance.Next(8) == 0 ? JsonValue.Create(chance.Next(2) == 0) : value();
        }
    }

    private JsonNode? Text() => Values[chance.Next(Values.Length)];

    private JsonNode? Number() => JsonNode.Parse(new[] { "10", "10.50", "10.5", "9", "-3", "0.00", "1e1" }[chance.Next(7)]);
}
