using Daybook.Bookkeeping;
using Daybook.Platforms.PlainText;
using Daybook.Syncing;
using Daybook.Testing;
using NodaTime;

namespace Daybook.Platforms.Tests.PlainText;

/// <summary>Plain-text books in a folder of their own, which goes when they are disposed.</summary>
internal sealed class BooksFixture : IDisposable
{
    public static readonly Currency Pounds = Currency.Parse("GBP");
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("daybook-books-");

    public BooksFixture() => Books = NewBooks();

    public PlainTextBooks Books { get; }

    public PlatformLink Link { get; } = new(Guid.NewGuid(), Guid.NewGuid(), "Acme Ltd");

    public string Main => Books.MainJournalOf(Link);

    public string Folder => Path.GetDirectoryName(Main)!;

    /// <summary>As another process would see the same books.</summary>
    public PlainTextBooks NewBooks() => new(new PlatformOptions { DataFolder = data.FullName });

    public string PathOf(string number) => Path.Combine(Folder, "documents", number + ".journal");

    public static Document Document(string number, LocalDate date, Currency currency, params IReadOnlyList<LedgerLine> ledger) => new()
    {
        Id = Guid.NewGuid(),
        Kind = DocumentKind.Journal,
        Number = number,
        Date = date,
        Currency = currency,
        Total = ledger.Where(line => line.Amount > 0).Sum(line => line.Amount),
        Ledger = ledger,
    };

    public static Document Sale(string number, LocalDate date, decimal amount) =>
        Document(number, date, Pounds, new LedgerLine("assets:receivable", amount), new LedgerLine("income:sales", -amount));

    public Task<WriteOutcome> WriteAsync(Document document, CancellationToken cancellationToken) => Books.WriteAsync(Link, document, _ => null, cancellationToken);

    /// <summary>Writes the books as one journal, and says where.</summary>
    public async Task<string> ExportAsync(JournalFormat format, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Folder, format == JournalFormat.Beancount ? "all.beancount" : "all.journal");
        await using var file = File.Create(path);
        await Books.WriteJournalAsync(Link, file, format, cancellationToken);
        return path;
    }

    /// <summary>Has all judges look at the books as they lie and as they are exported.</summary>
    public async Task<Balances> JudgeAsync(CancellationToken cancellationToken)
    {
        var beancount = await ExportAsync(JournalFormat.Beancount, cancellationToken);
        var journal = await ExportAsync(JournalFormat.Ledger, cancellationToken);
        await LedgerJudges.AgreeAsync(journal, beancount, cancellationToken);
        return await LedgerJudges.AgreeAsync(Main, beancount, cancellationToken);
    }

    public void Dispose() => data.Delete(recursive: true);
}
