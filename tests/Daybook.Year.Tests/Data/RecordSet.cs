using System.Text.Json;

namespace Daybook.Year.Tests.Data;

/// <summary>Records of the shop as it pushes them: each the text of one JSON object.</summary>
internal sealed record RecordSet
{
    public IReadOnlyList<ReadOnlyMemory<byte>> Orders { get; init; } = [];

    public IReadOnlyList<ReadOnlyMemory<byte>> Payments { get; init; } = [];

    public IReadOnlyList<ReadOnlyMemory<byte>> Transactions { get; init; } = [];

    /// <summary>What is not empty, under the name of its data type.</summary>
    public IEnumerable<(string Type, IReadOnlyList<ReadOnlyMemory<byte>> Records)> ByType() =>
        new[] { ("orders", Orders), ("payments", Payments), ("transactions", Transactions) }.Where(part => part.Item2.Count > 0);

    public static RecordSet Joined(IReadOnlyList<RecordSet> sets) => new()
    {
        Orders = [.. sets.SelectMany(set => set.Orders)],
        Payments = [.. sets.SelectMany(set => set.Payments)],
        Transactions = [.. sets.SelectMany(set => set.Transactions)],
    };

    /// <summary>The objects of a file such as <c>{"orders": […]}</c>.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(byte[] file)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        var json = new Utf8JsonReader(file);
        while (json.Read())
        {
            if (json is { TokenType: JsonTokenType.StartObject, CurrentDepth: > 0 })
            {
                var start = (int)json.TokenStartIndex;
                json.Skip();
                records.Add(file.AsMemory(start, (int)json.BytesConsumed - start));
            }
        }

        return records;
    }
}
