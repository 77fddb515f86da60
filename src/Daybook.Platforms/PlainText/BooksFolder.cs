using System.Text;
using Daybook.Syncing;

namespace Daybook.Platforms.PlainText;

/// <summary>The files of one set of books.</summary>
internal sealed class BooksFolder(string path)
{
    private const string Main =
        """
        ; The books. Check them with:  hledger -f main.journal check --strict
        ; This file is yours after it is made: add opening balances or include files of your own at its end.
        decimal-mark .
        include chart.journal
        include documents/*.journal

        """;

    // A pattern that matches no file is an error to both programs.
    private const string Placeholder = "; One file a document, named by its number.\n";

    private readonly string chartPath = Path.Combine(path, "chart.journal");
    private readonly string lockPath = Path.Combine(path, "lock");
    private volatile Reading? last;

    public string Documents { get; } = Path.Combine(path, "documents");

    /// <summary>Where files are written before they get their names.</summary>
    public string Aside { get; } = Path.Combine(path, "aside");

    public string PathOf(string number) => Path.Combine(Documents, number + ".journal");

    /// <summary>Makes the books where there are none yet.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(chartPath))
        {
            return;
        }

        Directory.CreateDirectory(Documents);
        Directory.CreateDirectory(Aside);
        using (await BooksLock.OwnAsync(lockPath, cancellationToken))
        {
            DurableFile.TryCreate(Path.Combine(Documents, "_.journal"), Aside, Encoding.UTF8.GetBytes(Placeholder));
            DurableFile.TryCreate(Path.Combine(path, "main.journal"), Aside, Encoding.UTF8.GetBytes(Main));
            DurableFile.TryCreate(chartPath, Aside, Encoding.UTF8.GetBytes(ChartText.Write(DefaultChart.Create())));
            DurableFile.FlushFolderOf(path);
        }
    }

    /// <summary>For writing documents; until it is disposed the chart does not change.</summary>
    public Task<FileStream> ShareAsync(CancellationToken cancellationToken) => BooksLock.ShareAsync(lockPath, cancellationToken);

    public BooksChart ReadChart()
    {
        // The file is small: comparing its bytes costs less than parsing, and unlike a time stamp can't be wrong.
        var bytes = File.ReadAllBytes(chartPath);
        if (last is { } reading && reading.Bytes.AsSpan().SequenceEqual(bytes))
        {
            return reading.Chart;
        }

        var chart = ChartText.Parse(Encoding.UTF8.GetString(bytes));
        last = new Reading(bytes, chart);
        return chart;
    }

    /// <summary>Changes the chart while nobody writes.</summary>
    /// <param name="change">The new chart; the one it was given where nothing is to change.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task ChangeChartAsync(Func<BooksChart, BooksChart> change, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        using (await BooksLock.OwnAsync(lockPath, cancellationToken))
        {
            var chart = ReadChart();
            var changed = change(chart);
            if (!ReferenceEquals(chart, changed))
            {
                DurableFile.Replace(chartPath, Aside, Encoding.UTF8.GetBytes(ChartText.Write(changed)));
            }

            // Nobody is writing, so what lies here was left by a process that died.
            foreach (var leftover in Directory.EnumerateFiles(Aside))
            {
                File.Delete(leftover);
            }
        }
    }

    private sealed record Reading(byte[] Bytes, BooksChart Chart);
}
