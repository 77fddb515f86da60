using Daybook.Server.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

public sealed class HealthLaws(SqliteServer server) : IClassFixture<SqliteServer>
{
    [Theory]
    [InlineData("/health/live", "Live")]
    [InlineData("/health/ready", "Ready")]
    public async Task Who_watches_over_servers_needs_no_key(string path, string status) =>
        (await server.ApiWith(null).GetAsync(path)).Ok()["status"]!.GetValue<string>().ShouldBe(status);
}
