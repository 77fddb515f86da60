using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Daybook.Kill.Tests.Hosting;

/// <summary>What a database says, read behind the server's back.</summary>
public sealed class StoredFacts(string data, string? postgres)
{
    /// <summary>The numbers of the documents that it takes for written, by company.</summary>
    public Task<List<string>> WrittenAsync(string company) => ReadAsync(
        $"select d.number from document d join company c on c.number = d.company where c.id = '{company}' and d.state = 2 and d.number is not null");

    /// <summary>Events in the order of their numbers: id, and of which company and type.</summary>
    public async Task<List<(string Id, string Stream)>> EventsAsync() =>
        [.. (await ReadAsync("select id || ' ' || coalesce(company, '') || '/' || type from event order by number")).Select(row => (row.Split(' ')[0], row.Split(' ')[1]))];

    /// <summary>
    /// How many syncs of each company wrote something and ended well; companies none of whose syncs ended well are left out. None where a server was killed when all was
    /// written, and the next sync found that nothing was left to do.
    /// </summary>
    public async Task<List<int>> SucceededAsync() =>
        (await ReadAsync("select cast(count(case when code = 2000 then 1 end) as text) from sync where code in (2000, 2040) group by company"))
            .ConvertAll(count => int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));

    private async Task<List<string>> ReadAsync(string sql)
    {
        var rows = new List<string>();
        await using DbConnection connection = postgres is null
            ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "daybook.db"), Pooling = false }.ConnectionString)
            : new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
