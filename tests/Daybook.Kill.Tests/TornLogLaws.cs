using System.Globalization;
using Daybook.Kill.Tests.Hosting;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Kill.Tests;

/// <summary>SQLite's log as a crash of the machine may leave it.</summary>
public sealed class TornLogLaws : IDisposable
{
    private const int Rounds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-torn-").FullName;
    private readonly Random chance = new(7);

    private string Log => Path.Combine(folder, "daybook.db-wal");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Half_a_transaction_at_the_end_of_the_log_is_no_transaction_and_nothing_before_it_is_lost()
    {
        await using var server = new ServerProcess(folder, null);
        await server.StartAsync();
        var merchant = await Merchant.CreateAsync(server.Http, 1);
        for (var round = 0; round < Rounds; round++)
        {
            await PushAsync(merchant, server, 3);
            await server.KillAsync();
            var log = await File.ReadAllBytesAsync(Log);
            var half = log.AsSpan(32, Math.Min(log.Length - 32, chance.Next(1, 20_000))).ToArray();
            await File.AppendAllBytesAsync(Log, half);
            await server.StartAsync();
            (await merchant.LostAsync(server.Http)).ShouldBe(0);
        }

        await merchant.SyncToTheEndAsync(server.Http, Patience);
        new BooksOnDisk(folder, merchant.Id).Balance("income:sales").ShouldBe(-merchant.Accepted.Values.Sum());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_the_log_itself_was_cut_short_or_garbled_what_is_left_is_whole_and_pushed_again_it_is_right(bool isCut)
    {
        await using var server = new ServerProcess(folder, null);
        await server.StartAsync();
        var merchant = await Merchant.CreateAsync(server.Http, 1);

        // What comes before is safe: a log that was written back holds none of it.
        await server.KillAsync();
        await server.StartAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await PushAsync(merchant, server, 3);
            await merchant.SyncToTheEndAsync(server.Http, Patience);
            var before = (await File.ReadAllBytesAsync(Log)).Length;
            await PushAsync(merchant, server, 3);
            await merchant.SyncToTheEndAsync(server.Http, Patience);
            await server.KillAsync();
            await DamageAsync(isCut, before);
            await server.StartAsync();
            await merchant.PushAllAgainAsync(server.Http);
            await merchant.SyncToTheEndAsync(server.Http, Patience);
            (await merchant.LostAsync(server.Http)).ShouldBe(0);
            new BooksOnDisk(folder, merchant.Id).Balance("income:sales").ShouldBe(-merchant.Accepted.Values.Sum(), $"Round {round.ToString(CultureInfo.InvariantCulture)}: {server.Log}");
        }
    }

    private async Task DamageAsync(bool isCut, int from)
    {
        var log = await File.ReadAllBytesAsync(Log);
        var at = chance.Next(from, log.Length);
        if (isCut)
        {
            log = log[..at];
        }
        else
        {
            chance.NextBytes(log.AsSpan(at, Math.Min(100, log.Length - at)));
        }

        await File.WriteAllBytesAsync(Log, log);
    }

    private static async Task PushAsync(Merchant merchant, ServerProcess server, int datasets)
    {
        for (var i = 0; i < datasets; i++)
        {
            (await merchant.PushAsync(server.Http, default)).ShouldBe(System.Net.HttpStatusCode.OK);
        }
    }
}
