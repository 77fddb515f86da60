using Daybook.Server.Hosting;
using Daybook.Server.Tests.Hosting;
using Daybook.Testing;

namespace Daybook.Server.Tests.Platforms;

/// <summary>A server with the platforms' stand-ins beside it.</summary>
public interface IPlatformServer
{
    ServerFixture Server { get; }

    StandIns StandIns { get; }
}

public sealed class SqlitePlatformServer : SqliteServer, IPlatformServer
{
    private StandIns? standIns;

    public ServerFixture Server => this;

    public StandIns StandIns => standIns!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await StandIns.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override async Task<DaybookSettings> SetAsync(DaybookSettings settings) => (standIns = await StandIns.StartUnhurriedAsync(Clock)).Offered(settings);
}

public sealed class PostgresPlatformServer : PostgresServer, IPlatformServer
{
    private StandIns? standIns;

    public ServerFixture Server => this;

    public StandIns StandIns => standIns!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await StandIns.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override async Task<DaybookSettings> SetAsync(DaybookSettings settings) => (standIns = await StandIns.StartUnhurriedAsync(Clock)).Offered(settings);
}

internal static class OfferedPlatforms
{
    /// <summary>The settings, pointing to the stand-ins.</summary>
    public static DaybookSettings Offered(this StandIns standIns, DaybookSettings settings) => settings with { Xero = standIns.XeroApp, QuickBooks = standIns.QuickBooksApp, FreeAgent = standIns.FreeAgentApp };
}
