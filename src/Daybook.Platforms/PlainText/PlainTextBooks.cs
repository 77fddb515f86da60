using System.Collections.Concurrent;
using System.Text;
using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Platforms.PlainText;

/// <summary>Books kept as plain-text journals that hledger, Ledger and (exported) Beancount read and check: the platform that needs no one else.</summary>
/// <remarks>
/// One file a document, named by its number: the file system itself sees to it that of several writers one succeeds and that no number is used twice.
/// Several processes may use the same books, on a local disk.
/// </remarks>
public sealed partial class PlainTextBooks(PlatformOptions options) : IChartEditor, IStandingBooks
{
    private readonly ConcurrentDictionary<(Guid Company, Guid Connection), BooksFolder> folders = [];

    public string Key => "hldg";

    public string Name => "Plain-text ledger";

    public bool LinksAtOnce => true;

    /// <summary>The file that programs read the books by. The books are made with the first call that needs them.</summary>
    public string MainJournalOf(PlatformLink link) => Path.Combine(PathOf(link), "main.journal");

    public async Task<Chart> ReadChartAsync(PlatformLink link, CancellationToken cancellationToken)
    {
        var folder = FolderOf(link);
        return await AskAsync(async () =>
        {
            await folder.OpenAsync(cancellationToken);
            return folder.ReadChart().ToChart(link.CompanyName);
        });
    }

    /// <summary>Writes one document; the platform's id of it is its number.</summary>
    public async Task<WriteOutcome> WriteAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken)
    {
        if (!DocumentCheck.IsNumber(document.Number))
        {
            return Invalid($"'{document.Number}' can't be a number: it needs up to 100 of a to z, 0 to 9 and - . _ and begins with a letter or digit.");
        }

        var folder = FolderOf(link);
        return await TryAsync(async () =>
        {
            await folder.OpenAsync(cancellationToken);
            while (true)
            {
                using (await folder.ShareAsync(cancellationToken))
                {
                    var chart = folder.ReadChart();
                    var refusal = Existing(folder, document) ?? DocumentCheck.Refusal(document, chart) ?? Ties(folder, document, platformIdOf);
                    if (refusal is not null || chart.Currencies.Contains(document.Currency.Code))
                    {
                        return refusal ?? Create(folder, document, platformIdOf);
                    }
                }

                await DeclareAsync(folder, document.Currency.Code, cancellationToken);
            }
        });
    }

    public Task<string?> FindAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken) => AskAsync(() =>
    {
        var folder = FolderOf(link);
        var found = DocumentCheck.IsNumber(document.Number) && Existing(folder, document) is WriteOutcome.Accepted;
        return Task.FromResult(found ? document.Number : null);
    });

    /// <summary>Turns the document's file into a comment; its number stays used.</summary>
    public async Task<WriteOutcome> VoidAsync(PlatformLink link, Document document, string platformId, CancellationToken cancellationToken)
    {
        var folder = FolderOf(link);
        var accepted = new WriteOutcome.Accepted(platformId);
        return !DocumentCheck.IsNumber(platformId) ? accepted : await TryAsync(async () =>
        {
            await folder.OpenAsync(cancellationToken);
            using (await folder.ShareAsync(cancellationToken))
            {
                var path = folder.PathOf(platformId);
                if (ReadIfThere(path) is not { } text || !EntryText.IsOf(text, document.Id))
                {
                    return accepted;
                }

                if (EntryText.IsVoid(text))
                {
                    DurableFile.FlushFolderOf(path);
                    return accepted;
                }

                if (DocumentCheck.Day(document, folder.ReadChart()) is { } refusal)
                {
                    return refusal;
                }

                DurableFile.Replace(path, folder.Aside, Encoding.UTF8.GetBytes(EntryText.Void(text)));
                return accepted;
            }
        });
    }

    private static WriteOutcome Create(BooksFolder folder, Document document, Func<Guid, string?> platformIdOf)
    {
        var entry = JournalEntry.Of(document, TieOf(document.Target, platformIdOf), TieOf(document.Source, platformIdOf));
        var created = DurableFile.TryCreate(folder.PathOf(document.Number), folder.Aside, Encoding.UTF8.GetBytes(EntryText.Write(entry)));
        return created ? new WriteOutcome.Accepted(document.Number) : Existing(folder, document)!;
    }

    /// <summary>The answer where the number is used already; null where it is free.</summary>
    private static WriteOutcome? Existing(BooksFolder folder, Document document)
    {
        var path = folder.PathOf(document.Number);
        if (ReadIfThere(path) is not { } text)
        {
            return null;
        }

        if (!EntryText.IsOf(text, document.Id))
        {
            return new WriteOutcome.Rejected(Refusal.DuplicateNumber, $"Another document of the books has the number {document.Number}.");
        }

        if (EntryText.IsVoid(text))
        {
            return Invalid($"{document.Number} was voided and can't be written again.");
        }

        // Whoever wrote it may have died before its name was safe.
        DurableFile.FlushFolderOf(path);
        return new WriteOutcome.Accepted(document.Number);
    }

    /// <summary>Refuses what pays or uses a document that is not in the books.</summary>
    private static WriteOutcome.Rejected? Ties(BooksFolder folder, Document document, Func<Guid, string?> platformIdOf)
    {
        foreach (var id in new[] { document.Target, document.Source }.OfType<Guid>())
        {
            var number = platformIdOf(id);
            if (number is null || !DocumentCheck.IsNumber(number) || ReadIfThere(folder.PathOf(number)) is not { } text || EntryText.IsVoid(text) || !EntryText.IsOf(text, id))
            {
                return Invalid($"{document.Number} refers to the document {number ?? id.ToString()}, which is not in the books.");
            }
        }

        return null;
    }

    private static string? TieOf(Guid? id, Func<Guid, string?> platformIdOf) => id is { } other ? platformIdOf(other) : null;

    private static Task DeclareAsync(BooksFolder folder, string currency, CancellationToken cancellationToken) =>
        folder.ChangeChartAsync(
            chart => chart.Currencies.Contains(currency) ? chart : chart with { Currencies = [.. chart.Currencies, currency] },
            cancellationToken);

    private static string? ReadIfThere(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static WriteOutcome.Rejected Invalid(string message) => new(Refusal.Invalid, message);

    private BooksFolder FolderOf(PlatformLink link) => folders.GetOrAdd((link.Company, link.Connection), _ => new BooksFolder(PathOf(link)));

    private string PathOf(PlatformLink link) => Path.Combine(options.DataFolder, "books", link.Company.ToString(), link.Connection.ToString());

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new PlatformUnavailableException($"The books can't be read or written: {fault.Message}", fault);
        }
    }

    private static async Task<WriteOutcome> TryAsync(Func<Task<WriteOutcome>> write)
    {
        try
        {
            return await AskAsync(write);
        }
        catch (PlatformUnavailableException fault)
        {
            return new WriteOutcome.Unanswered(fault.Message);
        }
    }
}
