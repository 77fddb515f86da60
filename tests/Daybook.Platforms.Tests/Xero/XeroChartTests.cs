using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Xero;

/// <summary>What is read from Xero, and what is made of it.</summary>
public sealed class XeroChartTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private XeroFixture? fixture;

    private XeroFixture Xero => fixture!;

    private XeroDocuments New => new(Xero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await XeroFixture.StartAsync();

    public async ValueTask DisposeAsync() => await Xero.DisposeAsync();

    [Fact]
    public async Task Of_contacts_only_those_that_changed_are_read_again_and_all_after_a_week()
    {
        Xero.Sandbox.KeepsBodies = true;
        Xero.Clock.Ahead += Duration.FromHours(1);
        var before = (await Xero.Books.ReadChartAsync(Xero.Link, Cancel)).Customers.Count;
        Xero.Clock.Ahead += Duration.FromHours(1);
        Xero.Organisation.ChangeContact("City Limousines", "ContactStatus", "ARCHIVED");
        var after = await Xero.Books.ReadChartAsync(Xero.Link, Cancel);
        after.Customers.Count.ShouldBe(before);
        after.Customers.ShouldContain(new ChartItem(Xero.Organisation.ContactId("City Limousines"), "City Limousines", IsActive: false));
        ContactsTold().ShouldBe([before, 1]);
        Xero.Clock.Ahead += Duration.FromDays(8);
        await Xero.Books.ReadChartAsync(Xero.Link, Cancel);
        ContactsTold().ShouldBe([before, 1, before]);
    }

    [Theory]
    [InlineData("High Street", true)]
    [InlineData("HIGH STREET", true)]
    [InlineData("Station", false)]
    [InlineData(null, false)]
    public async Task Sales_of_a_location_are_tracked_under_the_option_of_its_name(string? location, bool isTracked)
    {
        Xero.Organisation.AddTracking("Shop", "High Street", "Market");
        var sale = New.Sale("DB-1", Day, 5m) with { Location = "l1", LocationName = location };
        var journal = New.Journal("DB-2", Day, ("Cash", 5m), ("Sales", -5m)) with { Location = "l1", LocationName = location };
        foreach (var document in new[] { sale, journal })
        {
            (await Xero.Books.WriteAsync(Xero.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        }

        var lines = Xero.Organisation.Standing("Invoices")[0].Parts("LineItems").Concat(Xero.Organisation.Standing("ManualJournals")[0].Parts("JournalLines")).ToList();
        lines.Count.ShouldBe(3);
        lines.ShouldAllBe(line => (line.Parts("Tracking").Count == 1) == isTracked);
    }

    private IEnumerable<int> ContactsTold() =>
        Xero.Sandbox.Calls.Where(call => call.Path.StartsWith("Contacts", StringComparison.Ordinal)).Select(call => System.Text.Json.Nodes.JsonNode.Parse(call.Answer!)!["Contacts"]!.AsArray().Count);
}
