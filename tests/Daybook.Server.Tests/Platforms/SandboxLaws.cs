using Daybook.Server.Tests.Hosting;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Platforms;

/// <summary>Stand-ins that are stopped and started again, as a developer does who goes home in the evening.</summary>
public sealed class SandboxLaws(TrytonServer tryton) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-sandbox-").FullName;
    private readonly TestClock clock = new();

    [Theory]
    [InlineData("gbol", false)]
    [InlineData("gbol", true)]
    [InlineData("qhyg", false)]
    [InlineData("qhyg", true)]
    [InlineData("fbrh", false)]
    [InlineData("fbrh", true)]
    public async Task They_go_on_with_the_books_the_accounts_and_the_consents_that_they_had(string platform, bool isJournal)
    {
        await using var server = await Installation.StartAsync(clock, tryton, nameof(SandboxLaws), Path.Combine(folder, "sandbox.db"));
        var shop = await server.NewShopAsync(platform, isJournal);
        (await server.SyncAsync(shop, new Day().Sale("a", 17, 12).Fee("a", 17, 0.39m).Exchange("x", 17, 9, 4))).ShouldBe(2000);
        (await server.SyncAsync(shop, new Day().Sale("a", 17, 18, modified: 18))).ShouldBe(2000);
        var (standing, balance) = (await server.StandingAsync(shop, platform), await server.TrialBalanceAsync(shop, platform));

        await server.StandIns.RestartAsync();
        (await server.StandingAsync(shop, platform)).ShouldBe(standing);
        (await server.TrialBalanceAsync(shop, platform)).ShouldBe(balance, ignoreOrder: true);
        (await server.SyncAsync(shop)).ShouldBe(2040);

        (await server.SyncAsync(shop, new Day().Sale("b", 19, 24).Payout("out", 19, 5))).ShouldBe(2000);
        (standing, balance) = (await server.StandingAsync(shop, platform), await server.TrialBalanceAsync(shop, platform));
        await server.StandIns.RestartAsync();
        (await server.StandingAsync(shop, platform)).ShouldBe(standing);
        (await server.TrialBalanceAsync(shop, platform)).ShouldBe(balance, ignoreOrder: true);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
