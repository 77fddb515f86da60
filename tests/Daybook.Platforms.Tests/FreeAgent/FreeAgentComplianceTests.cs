using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Xunit;

namespace Daybook.Platforms.Tests.FreeAgent;

public sealed class FreeAgentComplianceTests : PlatformCompliance, IAsyncLifetime
{
    private FreeAgentFixture? fixture;
    private bool hasHidden;

    protected override IAccountingPlatform Platform => FreeAgent.Books;

    protected override PlatformLink Link => FreeAgent.Link;

    private FreeAgentFixture FreeAgent => fixture!;

    public async ValueTask InitializeAsync() => fixture = await FreeAgentFixture.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await FreeAgent.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override Document NewDocument(string number = "DB-20261120-1", decimal amount = 12m)
    {
        var make = new FreeAgentDocuments(FreeAgent);
        return hasHidden ? make.Transfer(number, Day, amount, "Card Payments", "Current Account") : make.Sale(number, Day, amount);
    }

    /// <remarks>Of FreeAgent's accounts only those of banks can be put away.</remarks>
    protected override Task<string> ArchiveAnAccountAsync()
    {
        hasHidden = true;
        FreeAgent.Company.Find(FreeAgent.Account("Card Payments"))["status"] = "hidden";
        return Task.FromResult(FreeAgent.Account("Card Payments"));
    }

    protected override string NameOf(string account) => "'Card Payments'";

    protected override Task CloseUpToAsync(LocalDate day)
    {
        FreeAgent.Company.LockedTo = new DateOnly(day.Year, day.Month, day.Day);
        return Task.CompletedTask;
    }

    protected override Task<IReadOnlyList<string>> ReadNumbersAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. FreeAgent.Company.List("invoices").Select(invoice => invoice.Text("reference"))]);

    protected override async Task LoseTheAnswerOfAsync(Document document)
    {
        // The first call makes a draft; the answer of its being sent is lost, and of all that asks for it.
        FreeAgent.Sandbox.Plan(new Fault(FaultKind.DropAfter, "PUT", "invoices", 10));
        FreeAgent.Sandbox.Plan(new Fault(FaultKind.DropAfter, "GET", "invoices/", 2));
        await WriteAsync(document);
        while (FreeAgent.Sandbox.Take("PUT", "invoices") is not null)
        {
        }
    }
}
