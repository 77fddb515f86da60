using System.Text.Json.Nodes;
using Daybook.Sdk.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Sdk.Tests;

/// <summary>The official SDKs work unmodified: only server address and key are set.</summary>
public abstract class JourneyLaws(Journey journey)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly string[] Quota = ["x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset"];

    public static TheoryData<string> Steps => [.. Journey.StepNames];

    [Theory]
    [MemberData(nameof(Steps))]
    public void The_SDKs_find_that(string step)
    {
        journey.Outcomes.TryGetValue(step, out var outcome).ShouldBeTrue("The journey did not come to this step.");
        outcome!.Ok.ShouldBeTrue(outcome.Error);
    }

    [Fact]
    public void No_step_of_the_journey_goes_untold() => journey.Outcomes.Keys.Except(Journey.StepNames).ShouldBeEmpty();

    [Fact]
    public async Task Every_answer_keeps_to_the_official_schemas()
    {
        var documents = Checkout.OfficialDocuments();
        Assert.SkipWhen(documents.Count == 0, "The official documents are not there: this test reads them from ../shared/spec beside the checkout.");
        var report = await ValidateAsync(documents);
        Violations(report).ShouldBeEmpty();
        report["checked"]!.AsObject().Count.ShouldBe(documents.Count, "Each generation must have answers to judge.");
    }

    [Theory]
    [InlineData("sync-commerce-v2")]
    [InlineData("sync-commerce-2023-03-push")]
    public async Task The_journey_meets_every_operation_of(string generation)
    {
        var document = Checkout.OfficialDocuments().FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == generation);
        Assert.SkipWhen(document is null, "The official documents are not there: this test reads them from ../shared/spec beside the checkout.");
        (await ValidateAsync([document!]))["missed"]![generation]!.AsArray().Select(operation => operation!.GetValue<string>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_answer_keeps_to_the_documents_of_the_server_itself()
    {
        var report = await ValidateAsync([journey.OwnDocument]);
        Violations(report).ShouldBeEmpty();
        report["unknown"]!.AsArray().Select(operation => operation!.GetValue<string>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_answer_shows_what_is_left_of_the_quota()
    {
        var exchanges = JsonNode.Parse(await File.ReadAllTextAsync(journey.Recorded))!["exchanges"]!.AsArray();
        exchanges.ShouldAllBe(exchange => Quota.All(header => exchange!["headers"]![header] != null));
    }

    private static IEnumerable<string> Violations(JsonNode report) => report["violations"]!.AsArray().Select(violation => violation!.GetValue<string>()).Distinct();

    private async Task<JsonNode> ValidateAsync(IReadOnlyList<string> documents) =>
        JsonNode.Parse(await Node.RunAsync("contract/validate.mjs", [journey.Recorded, .. documents], Limit))!;
}

public sealed class SqliteJourneyLaws(SqliteJourney journey) : JourneyLaws(journey);

public sealed class PostgresJourneyLaws(PostgresJourney journey) : JourneyLaws(journey);
