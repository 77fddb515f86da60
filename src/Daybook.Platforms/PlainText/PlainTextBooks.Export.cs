using System.Text;
using Daybook.Syncing;

namespace Daybook.Platforms.PlainText;

public sealed partial class PlainTextBooks
{
    private const int DateLength = 10;

    /// <summary>Writes the whole books as one journal: declarations, then the documents by date and number. What it keeps in memory is only dates and numbers.</summary>
    /// <param name="link">The books.</param>
    /// <param name="target">Receives UTF-8; it is not closed.</param>
    /// <param name="format">The language.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="PlatformUnavailableException">The books can't be read at the moment.</exception>
    public Task WriteJournalAsync(PlatformLink link, Stream target, JournalFormat format, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var folder = FolderOf(link);
        await folder.OpenAsync(cancellationToken);

        // Documents first, chart second: so whatever they name is declared.
        var places = ReadPlaces(folder, cancellationToken);
        var chart = folder.ReadChart();
        var names = new BeancountNames(chart.Accounts.Select(account => account.Id));
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        var declarations = format == JournalFormat.Beancount ? BeancountText.Declarations(chart, names) : "decimal-mark .\n" + ChartText.Declarations(chart);
        await writer.WriteAsync($"; The books of {EntryText.Clean(link.CompanyName)}\n{declarations}".AsMemory(), cancellationToken);
        foreach (var place in places)
        {
            var text = await File.ReadAllTextAsync(folder.PathOf(place.Number), cancellationToken);
            if (!EntryText.IsVoid(text))
            {
                var entry = format == JournalFormat.Beancount ? BeancountText.Write(EntryText.Parse(text)!, names) : "\n" + text;
                await writer.WriteAsync(entry.AsMemory(), cancellationToken);
            }
        }

        return places.Count;
    });

    private static List<Place> ReadPlaces(BooksFolder folder, CancellationToken cancellationToken)
    {
        var places = new List<Place>();
        Span<byte> head = stackalloc byte[DateLength];
        foreach (var path in Directory.EnumerateFiles(folder.Documents, "*.journal"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var file = File.OpenHandle(path);
            if (RandomAccess.Read(file, head, 0) == DateLength && char.IsAsciiDigit((char)head[0]))
            {
                places.Add(new Place(Encoding.ASCII.GetString(head), Path.GetFileNameWithoutExtension(path)));
            }
        }

        places.Sort(Place.InOrder);
        return places;
    }

    /// <summary>Where a document stands in the journal: by date, and on one day in the order of numbering (the shorter number is the smaller one).</summary>
    private readonly record struct Place(string Date, string Number)
    {
        public static int InOrder(Place left, Place right) =>
            (string.CompareOrdinal(left.Date, right.Date), left.Number.Length.CompareTo(right.Number.Length), string.CompareOrdinal(left.Number, right.Number)) switch
            {
                (not 0 and var byDate, _, _) => byDate,
                (_, not 0 and var byLength, _) => byLength,
                var (_, _, byNumber) => byNumber,
            };
    }
}
