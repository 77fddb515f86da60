using System.Text.Json.Nodes;
using Daybook.Sdk.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Sdk.Tests;

/// <summary>The server's own OpenAPI document is true, and the judge of documents is awake.</summary>
public sealed class DocumentLaws(SqliteJourney journey)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Every_example_keeps_to_its_schema()
    {
        var report = JsonNode.Parse(await Node.RunAsync("contract/examples.mjs", [journey.OwnDocument], Limit))!;
        report["violations"]!.AsArray().Select(violation => violation!.GetValue<string>()).ShouldBeEmpty();
        report["checked"]!.GetValue<int>().ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("a member that is missing", "name", null)]
    [InlineData("a member of the wrong type", "name", "5")]
    [InlineData("an id that is none", "id", "\"4711\"")]
    [InlineData("a link that is none", "redirect", "\"over there\"")]
    [InlineData("a moment that is none", "created", "\"yesterday\"")]
    [InlineData("a member that is not told", "colour", "\"red\"")]
    public async Task The_judge_finds_a_planted(string violation, string member, string? value)
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(journey.Recorded))!;
        var read = recorded["exchanges"]!.AsArray().First(one => one!["step"]!.GetValue<string>() == "version 1 reads a company")!;
        var company = JsonNode.Parse(read["body"]!.GetValue<string>())!.AsObject();
        company.Remove(member);
        if (value is not null)
        {
            company[member] = JsonNode.Parse(value);
        }

        read["body"] = company.ToJsonString();
        recorded["exchanges"] = new JsonArray(read.DeepClone());
        var planted = Path.Combine(Path.GetDirectoryName(journey.Recorded)!, $"planted-{violation.Replace(' ', '-')}.json");
        await File.WriteAllTextAsync(planted, recorded.ToJsonString());
        var report = JsonNode.Parse(await Node.RunAsync("contract/validate.mjs", [planted, journey.OwnDocument], Limit))!;
        report["violations"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldContain(member);
    }
}
