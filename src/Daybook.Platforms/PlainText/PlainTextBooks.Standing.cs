using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Platforms.PlainText;

public sealed partial class PlainTextBooks
{
    /// <summary>What stands in the books, by the names of the files; only the files of the days asked for are read.</summary>
    public Task<IReadOnlyList<StandingDocument>> ReadStandingAsync(PlatformLink link, DaySpan days, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var folder = FolderOf(link);
        await folder.OpenAsync(cancellationToken);
        var standing = new List<StandingDocument>();
        foreach (var path in Directory.EnumerateFiles(folder.Documents, "DB-*.journal"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var number = Path.GetFileNameWithoutExtension(path);
            if (DocumentNumber.TryRead(number, out var day, out _) && days.Holds(day) && EntryText.Parse(EntryText.Unvoid(await File.ReadAllTextAsync(path, cancellationToken), out var isVoid)) is { } entry)
            {
                standing.Add(new StandingDocument
                {
                    Id = entry.Id, Number = number, PlatformId = number, Kind = entry.Kind, Date = day, Currency = Currency.Parse(entry.Postings[0].Currency), IsVoid = isVoid,
                });
            }
        }

        return (IReadOnlyList<StandingDocument>)standing;
    });
}
