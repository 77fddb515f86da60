using Daybook.Bookkeeping;
using Daybook.Platforms.PlainText;
using Daybook.Syncing;
using NodaTime;
using Shouldly;

namespace Daybook.Platforms.Tests.PlainText;

public sealed class PlainTextComplianceTests : PlatformCompliance, IDisposable
{
    private readonly BooksFixture books = new();

    protected override IAccountingPlatform Platform => books.Books;

    protected override PlatformLink Link => books.Link;

    public void Dispose() => books.Dispose();

    protected override Document NewDocument(string number = "DB-20261120-1", decimal amount = 12m) => BooksFixture.Sale(number, Day, amount);

    protected override async Task<string> ArchiveAnAccountAsync()
    {
        (await books.Books.ArchiveAccountAsync(Link, "income:sales", Cancel)).ShouldBeOfType<ChartChange<ChartAccount>.Done>();
        return "income:sales";
    }

    protected override Task CloseUpToAsync(LocalDate day) => books.Books.SetClosedUpToAsync(Link, day, Cancel);

    protected override async Task<IReadOnlyList<string>> ReadNumbersAsync()
    {
        var journal = await File.ReadAllLinesAsync(await books.ExportAsync(JournalFormat.Ledger, Cancel), Cancel);
        return [.. journal.Where(line => line.Length > 0 && char.IsAsciiDigit(line[0])).Select(line => line[(line.IndexOf('(', StringComparison.Ordinal) + 1)..line.IndexOf(')', StringComparison.Ordinal)])];
    }
}
