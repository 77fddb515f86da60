using System.Text.Json.Nodes;
using Daybook.Sdk.Tests.Hosting;
using Daybook.Server.Hosting;
using Daybook.Server.Security;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Daybook.Sdk.Tests;

/// <summary>The public libraries for webhooks verify what the server sends, unmodified.</summary>
public sealed class WebhookLibraryLaws
{
    private const string ApiKey = "key-of-the-libraries";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Each_delivery_is_verified_by_both_libraries_and_none_that_was_tampered_with()
    {
        var folder = Directory.CreateTempSubdirectory("daybook-webhooks-").FullName;
        var settings = new DaybookSettings { Url = new Uri("http://127.0.0.1:0"), DataFolder = folder, ApiKey = ApiKey, RunsSchedule = false, WebhooksMayReachPrivate = true };
        await using (var app = DaybookApp.Build(settings, TimeProvider.System, Guid.NewGuid, ApiKeys.Generate, LogLevel.Warning))
        {
            await app.StartAsync();
            var report = JsonNode.Parse(await Node.RunAsync("webhooks/verify.mjs", [app.Urls.First(), ApiKey], Limit))!;
            report["types"]!.AsArray().Select(type => type!.GetValue<string>()).ShouldBe(["company.created", "connection.created", "connection.connected"]);
            foreach (var library in new[] { "standardwebhooks", "svix" })
            {
                report[library]!["verified"]!.GetValue<int>().ShouldBe(3, library);
                report[library]!["tampered"]!.GetValue<int>().ShouldBe(0, library);
            }

            await app.StopAsync();
        }

        Directory.Delete(folder, recursive: true);
    }
}
