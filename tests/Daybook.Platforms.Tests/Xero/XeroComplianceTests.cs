using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Sandbox.Xero;
using Daybook.Sandbox.Xero.Books;
using Daybook.Syncing;
using NodaTime;
using Xunit;

namespace Daybook.Platforms.Tests.Xero;

public sealed class XeroComplianceTests : PlatformCompliance, IAsyncLifetime
{
    private XeroFixture? fixture;

    protected override IAccountingPlatform Platform => Xero.Books;

    protected override PlatformLink Link => Xero.Link;

    private XeroFixture Xero => fixture!;

    public async ValueTask InitializeAsync() => fixture = await XeroFixture.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Xero.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override Document NewDocument(string number = "DB-20261120-1", decimal amount = 12m) => new XeroDocuments(Xero).Sale(number, Day, amount);

    protected override Task<string> ArchiveAnAccountAsync()
    {
        Xero.Organisation.ChangeAccount("Sales", "Status", "ARCHIVED");
        return Task.FromResult(Xero.Account("Sales"));
    }

    protected override string NameOf(string account) => account == Xero.Account("Sales") ? "'Sales' (200)" : account;

    protected override Task CloseUpToAsync(LocalDate day)
    {
        Xero.Organisation.PeriodLockDate = new DateOnly(day.Year, day.Month, day.Day);
        return Task.CompletedTask;
    }

    protected override Task<IReadOnlyList<string>> ReadNumbersAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. Xero.Organisation.Standing("Invoices").Select(invoice => invoice.Text("InvoiceNumber"))]);

    protected override async Task LoseTheAnswerOfAsync(Document document)
    {
        Xero.Sandbox.Plan(new Fault(FaultKind.DropAfter, "PUT", "Invoices", 10));
        await WriteAsync(document);
    }
}
