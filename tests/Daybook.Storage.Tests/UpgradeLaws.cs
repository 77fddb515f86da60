using System.Text;
using Daybook.Bookkeeping;
using Daybook.Storage.Engines;
using Daybook.Syncing;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

public sealed class UpgradeLaws
{
    [Fact]
    public async Task Records_of_the_first_schema_are_listed_on_Sqlite_as_seen_by_the_last_push()
    {
        var folder = Directory.CreateTempSubdirectory("daybook-upgrade-").FullName;
        await CheckAsync(new StorageOptions { DataFolder = folder });
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Records_of_the_first_schema_are_listed_on_Postgres_as_seen_by_the_last_push()
    {
        var cluster = await PostgresCluster.SharedAsync();
        var postgres = await cluster.CreateDatabaseAsync();
        await CheckAsync(new StorageOptions { DataFolder = "", Postgres = postgres });
        await cluster.DropDatabaseAsync(postgres);
    }

    private static async Task CheckAsync(StorageOptions options)
    {
        await using var database = new Database(options, TimeProvider.System);
        await using (var session = await database.Dialect.WriteAsync(default))
        {
            await FillFirstSchemaAsync(session, database.Dialect);
            await session.CommitAsync(default);
        }

        await database.MigrateAsync(default);
        var data = new DataStore(database);
        var page = await data.ListAsync(1, [RecordKind.Order], Some.Page(), default);
        page.Total.ShouldBe(2);
        page.Items.Select(item => (Encoding.UTF8.GetString(item.Payload.Span), item.Modified)).ShouldBe([("""{"id":"b"}""", Some.Time(7)), ("""{"id":"a"}""", Some.Time(7))]);

        var company = (await new CompanyStore(database).ListAsync(Some.Page(), default)).Items.Single();
        var connection = (await new ConnectionStore(database).ListAsync(company.Number, default)).Single();
        var dataset = new Dataset
        {
            Id = Guid.NewGuid(), Company = company.Number, Connection = connection.Number, DataType = "commerce-orders", RequestedAt = Some.Time(9), CompletedAt = Some.Time(9), Sent = 1,
        };
        (await new RecordStore(database).PushAsync(dataset, [Some.Order("a", version: 2)], default)).Changed.ShouldBe(1);
        page = await data.ListAsync(1, [RecordKind.Order], Some.Page(), default);
        page.Total.ShouldBe(2);
        page.Items.Select(item => item.Modified).ShouldBe([Some.Time(9), Some.Time(7)]);
    }

    private static async Task FillFirstSchemaAsync(Session session, IDialect dialect)
    {
        using var script = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream($"0001-books.{dialect.Suffix}.sql")!);
        await session.ExecuteAsync(await script.ReadToEndAsync(), null, default);
        await session.ExecuteAsync(
            "create table migration (name text not null primary key, applied bigint not null); insert into migration (name, applied) values ('0001-books', 0)", null, default);
        await session.ExecuteAsync("insert into company (id, name, created, tags) values (@id, 'Shop', 0, '{}')", new { id = Guid.NewGuid().ToString() }, default);
        await session.ExecuteAsync(
            """
            insert into connection (id, company, platform, source, status, created, last_sync, payouts_are_magnitudes, head)
            values (@id, 1, 'lqai', @source, @status, 0, @seen, false, 9000)
            """,
            new { id = Guid.NewGuid().ToString(), source = (short)ConnectionSource.Commerce, status = (short)ConnectionStatus.Linked, seen = Columns.ToTicks(Some.Time(7)) },
            default);
        foreach (var (id, seq, deleted) in new[] { ("a", 1L, false), ("gone", 2L, true), ("b", 9000L, false) })
        {
            await session.ExecuteAsync(
                """
                insert into record (connection, kind, key, seq, first_seq, changed, dated, deleted, payload)
                values (1, 1, @key, @seq, @seq, 5, true, @deleted, @payload)
                """,
                new { key = dialect.KeyOf(RecordKey.Of(id)), seq, deleted, payload = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}""") },
                default);
        }
    }
}
