using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Xunit;

namespace Daybook.Platforms.Tests.QuickBooks;

public sealed class QuickBooksComplianceTests : PlatformCompliance, IAsyncLifetime
{
    private QuickBooksFixture? fixture;

    protected override IAccountingPlatform Platform => QuickBooks.Books;

    protected override PlatformLink Link => QuickBooks.Link;

    private QuickBooksFixture QuickBooks => fixture!;

    public async ValueTask InitializeAsync() => fixture = await QuickBooksFixture.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await QuickBooks.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override Document NewDocument(string number = "DB-20261120-1", decimal amount = 12m) => new QuickBooksDocuments(QuickBooks).Sale(number, Day, amount);

    protected override Task<string> ArchiveAnAccountAsync()
    {
        QuickBooks.Company.Change("Account", "Sales", "Active", false);
        return Task.FromResult(QuickBooks.Account("Sales"));
    }

    protected override string NameOf(string account) => account == QuickBooks.Account("Sales") ? "'Sales' (4000)" : account;

    protected override Task CloseUpToAsync(LocalDate day)
    {
        QuickBooks.Company.BookCloseDate = new DateOnly(day.Year, day.Month, day.Day);
        return Task.CompletedTask;
    }

    protected override Task<IReadOnlyList<string>> ReadNumbersAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. QuickBooks.Company.Standing("Invoice").Select(invoice => invoice.Text("DocNumber"))]);

    protected override async Task LoseTheAnswerOfAsync(Document document)
    {
        QuickBooks.Sandbox.Plan(new Fault(FaultKind.DropAfter, "POST", "invoice", 10));
        await WriteAsync(document);
    }
}
