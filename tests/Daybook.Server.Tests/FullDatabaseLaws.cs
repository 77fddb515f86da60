using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Daybook.Server.Hosting;
using Daybook.Server.Tests.Hosting;
using Daybook.Testing;
using NodaTime;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

/// <summary>
/// A server on PostgreSQL whose disk can be full: its database lies on a small file system of its own, where this machine lets one be made; and each table can be made to say
/// what PostgreSQL says when it can't grow it.
/// </summary>
public sealed class FillingServer : PostgresServer
{
    private const int Megabytes = 24;
    private readonly string disk = Directory.CreateTempSubdirectory("daybook-disk-").FullName;
    private readonly string space = $"small_{Guid.NewGuid():N}";
    private string database = "";
    private bool isMounted;
    private bool hasOwnDisk;

    /// <summary>From now on a table takes no new rows.</summary>
    public Task FillAsync(string table) => ExecuteAsync(
        database,
        $"""
        create or replace function full_disk() returns trigger language plpgsql as
            'begin raise exception using errcode = ''53100'', message = ''could not extend file: No space left on device''; end';
        create trigger full_disk before insert or update on {table} for each statement execute function full_disk();
        """);

    /// <summary>There is room again.</summary>
    public Task MakeRoomAsync(string table) => ExecuteAsync(database, $"drop trigger full_disk on {table}");

    /// <summary>Fills the whole disk; where there is none of its own, the table of records.</summary>
    public async Task FillDiskAsync()
    {
        if (!hasOwnDisk)
        {
            await FillAsync("record");
            return;
        }

        await ExecuteAsync(database, "create table ballast (bytes bytea); alter table ballast alter column bytes set storage external");
        try
        {
            for (var i = 0; i < Megabytes * 100; i++)
            {
                await ExecuteAsync(database, "insert into ballast select decode(string_agg(md5(random()::text), ''), 'hex') from generate_series(1, 2000)");
            }
        }
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.DiskFull)
        {
            return;
        }

        throw new InvalidOperationException("The disk was never full.");
    }

    /// <summary>There is room again.</summary>
    public Task MakeRoomAsync() => hasOwnDisk ? ExecuteAsync(database, "drop table ballast") : MakeRoomAsync("record");

    public async Task<long> CountAsync(string table)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand($"select count(*) from {table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    protected override async Task<string?> DatabaseAsync()
    {
        database = (await base.DatabaseAsync())!;
        isMounted = await SucceedsAsync("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m,mode=0700", "tmpfs", disk);
        hasOwnDisk = isMounted && await SucceedsAsync("chown", "postgres", disk) && await MoveAsync();
        return database;
    }

    protected override async Task DropAsync()
    {
        await base.DropAsync();
        if (hasOwnDisk)
        {
            await ExecuteAsync(Administration, $"drop tablespace {space}");
        }

        if (isMounted)
        {
            await SucceedsAsync("umount", disk);
        }

        Directory.Delete(disk, recursive: true);
    }

    private string Administration => new NpgsqlConnectionStringBuilder(database) { Database = "postgres", Pooling = false }.ConnectionString;

    /// <summary>Moves the database to the small disk; a PostgreSQL elsewhere does not have it.</summary>
    private async Task<bool> MoveAsync()
    {
        try
        {
            await ExecuteAsync(Administration, $"create tablespace {space} location '{disk}'");
            await ExecuteAsync(Administration, $"alter database {new NpgsqlConnectionStringBuilder(database).Database} set tablespace {space}");
            return true;
        }
        catch (PostgresException)
        {
            return false;
        }
    }

    private static async Task ExecuteAsync(string where, string sql)
    {
        await using var source = NpgsqlDataSource.Create(where);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<bool> SucceedsAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}

/// <summary>A full disk under PostgreSQL is told as such, leaves nothing half done, and is forgotten once there is room.</summary>
public sealed class FullDatabaseLaws(FillingServer server) : IClassFixture<FillingServer>
{
    private readonly Api api = server.Api;

    [Theory]
    [InlineData("record", 1)]
    [InlineData("record", 1_500)]
    [InlineData("dataset", 1)]
    [InlineData("event", 1)]
    [InlineData("tally", 1_500)]
    public async Task A_push_is_answered_507_and_nothing_of_it_is_there(string table, int orders)
    {
        var company = await api.NewCompanyAsync();
        var before = (await server.CountAsync("record"), await server.CountAsync("dataset"), await server.CountAsync("event"));
        await server.FillAsync(table);
        try
        {
            var answer = await PushAsync(company, orders);
            answer.Fault(HttpStatusCode.InsufficientStorage).ShouldContain("disk is full");
            answer.Json["canBeRetried"]!.GetValue<string>().ShouldBe("True");
            answer.Headers.ContainsKey("Retry-After").ShouldBeTrue();
            (await server.CountAsync("record"), await server.CountAsync("dataset"), await server.CountAsync("event")).ShouldBe(before);
            (await api.GetAsync($"/companies/{company}")).Ok();
        }
        finally
        {
            await server.MakeRoomAsync(table);
        }

        (await PushAsync(company, orders)).Ok();
        (await server.CountAsync("record")).ShouldBe(before.Item1 + orders);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5_000)]
    public async Task A_disk_that_fills_in_the_middle_of_a_push_leaves_nothing_of_it_and_takes_it_when_there_is_room(int orders)
    {
        var company = await api.NewCompanyAsync();
        (await PushAsync(company, 1)).Ok();
        var before = await server.CountAsync("record");
        await server.FillDiskAsync();
        try
        {
            // What PostgreSQL has kept free in pages that it has may take a few rows.
            Answered answer;
            var pushed = 0;
            while ((answer = await PushAsync(company, orders, pushed)).Status == HttpStatusCode.OK)
            {
                (pushed += orders).ShouldBeLessThan(5_000);
            }

            answer.Fault(HttpStatusCode.InsufficientStorage).ShouldContain("disk is full");
            (await server.CountAsync("record")).ShouldBe(before + Math.Max(0, pushed - 1));
            (await api.GetAsync($"/companies/{company}")).Ok();
        }
        finally
        {
            await server.MakeRoomAsync();
        }

        (await PushAsync(company, orders, 10_000)).Ok();
        (await api.PostAsync("/companies", """{"name":"Another"}""")).Ok();
    }

    [Theory]
    [InlineData("document")]
    [InlineData("part")]
    [InlineData("company")]
    [InlineData("sync")]
    public async Task A_sync_writes_each_document_once_whatever_it_could_not_store(string table)
    {
        server.Clock.Now = Instant.FromUtc(2026, 11, 20, 8, 0);
        var company = await api.NewCompanyAsync(withBooks: true);
        (await PushAsync(company, 3)).Ok();
        (await api.ConfigureAsync(company, """{"enable":true,"schedule":{"selectedFrequency":"Daily","startDate":"2026-11-16"},"configuration":{"sales":{},"payments":{"syncPayments":false},"fees":{"syncFees":false}}}""")).Ok();
        await server.FillAsync(table);
        try
        {
            var answer = await api.PostAsync($"/companies/{company}/sync/commerce/latest", "");
            if (answer.Status == HttpStatusCode.OK)
            {
                var troubled = answer.Json["commerceSyncId"]!.GetValue<string>();
                await UntilAsync(async () => await StatusAsync(company, troubled) is not (1000 or 1010), giveUp: true);
            }
            else
            {
                answer.Fault(HttpStatusCode.InsufficientStorage);
            }
        }
        finally
        {
            await server.MakeRoomAsync(table);
        }

        // What could not even store its end is taken for dead after a minute.
        server.Clock.Now += Duration.FromMinutes(2);
        var asked = (await api.PostAsync($"/companies/{company}/sync/commerce/latest", "")).Ok()["commerceSyncId"]!.GetValue<string>();
        await UntilAsync(async () => await StatusAsync(company, asked) is not (1000 or 1010));
        (await StatusAsync(company, asked)).ShouldBeOneOf(2000, 2040);

        var written = (await api.GetAsync($"/companies/{company}/push?query=status=Success")).Ok()["results"]!.AsArray();
        written.ShouldHaveSingleItem()!["data"]!["total"]!.GetValue<decimal>().ShouldBe(15.00m);
        var connection = (await api.GetAsync($"/companies/{company}/connections")).Ok()["results"]!.AsArray().Single(one => one!["integrationKey"]!.GetValue<string>() == "hldg")!["id"];
        var books = await api.GetAsync($"/companies/{company}/connections/{connection}/ledger?format=ledger");
        books.Text.Split('\n').Count(line => line.Contains("DB-20261118-", StringComparison.Ordinal) && line.StartsWith("2026", StringComparison.Ordinal)).ShouldBe(1, books.Text);
    }

    private Task<Answered> PushAsync(string company, int orders, int first = 0) =>
        api.PushAsync(company, "commerce-orders", $$"""{"orders":[{{string.Join(',', Enumerable.Range(first, orders).Select(Order))}}]}""");

    private static string Order(int i) =>
        $$"""{"id":"{{i}}","currency":"GBP","createdDate":"2026-11-18T10:00:00Z","totalAmount":5.00,"orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":5.00,"totalTaxAmount":0}]}""";

    private async Task<int> StatusAsync(string company, string sync) =>
        (await api.GetAsync($"/companies/{company}/sync/commerce/syncs/{sync}/status")).Ok()["syncStatusCode"]!.GetValue<int>();

    private static async Task UntilAsync(Func<Task<bool>> holds, bool giveUp = false)
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            if (giveUp && waited.Elapsed > TimeSpan.FromSeconds(2))
            {
                return;
            }

            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(50);
        }
    }
}
