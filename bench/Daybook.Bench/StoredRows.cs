namespace Daybook.Bench;

/// <summary>The rows as the server stored them: the ceiling writes and reads the very same bytes.</summary>
internal static class StoredRows
{
    private static string File => "daybook.db";

    /// <summary>The first rows of orders.</summary>
    public static async Task<List<Row>> ReadAsync(Engine engine, int count)
    {
        await using var connection = await engine.OpenBareAsync(File);
        await using var command = connection.CreateCommand();
        command.CommandText = $"select key, projection, payload from record where kind = 1 order by rid limit {count}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Row>(count);
        while (await reader.ReadAsync())
        {
            var key = reader.GetValue(0) is Guid uuid ? uuid.ToByteArray() : (byte[])reader.GetValue(0);
            rows.Add(new Row(key, (byte[])reader.GetValue(1), (byte[])reader.GetValue(2)));
        }

        return rows;
    }

    /// <summary>The ceiling of planning: every projection of the given kinds read, and nothing done with it.</summary>
    public static async Task<(long Rows, long Bytes)> ReadProjectionsAsync(Engine engine, string kinds)
    {
        await using var connection = await engine.OpenBareAsync(File);
        await using var command = connection.CreateCommand();
        command.CommandText = $"select projection from record where kind in ({kinds}) order by rid";
        await using var reader = await command.ExecuteReaderAsync();
        long rows = 0;
        long bytes = 0;
        while (await reader.ReadAsync())
        {
            rows++;
            bytes += reader.GetFieldValue<byte[]>(0).Length;
        }

        return (rows, bytes);
    }
}
