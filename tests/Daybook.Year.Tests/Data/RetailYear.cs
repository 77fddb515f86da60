using System.Diagnostics;
using System.Security.Cryptography;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Daybook.Year.Tests.Data;

/// <summary>A day of the shop.</summary>
/// <param name="End">The end of the local day.</param>
/// <param name="Records">What it pushes.</param>
internal sealed record RetailDay(Instant End, RecordSet Records);

/// <summary>A real year of a real shop, turned into what it would have pushed, day by day.</summary>
internal sealed record RetailYear(IReadOnlyList<ReadOnlyMemory<byte>> Products, IReadOnlyList<RetailDay> Days, RecordSet All)
{
    /// <summary>After the last record of the year.</summary>
    public static readonly Instant End = Instant.FromUtc(2012, 1, 1, 0, 0);

    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];
    private static readonly Lazy<Task<RetailYear?>> Loaded = new(() => ReadAsync(null));
    private static readonly Lazy<Task<RetailYear?>> December = new(() => ReadAsync("2010-12-23"));

    /// <summary>The year; where the data set does not lie beside the checkout, the test is skipped and says so.</summary>
    public static Task<RetailYear> OrSkipAsync() => OrSkipAsync(Loaded);

    /// <summary>As <see cref="OrSkipAsync()"/>, its first month alone: the shop closed on the 23rd.</summary>
    public static Task<RetailYear> DecemberOrSkipAsync() => OrSkipAsync(December);

    private static async Task<RetailYear> OrSkipAsync(Lazy<Task<RetailYear?>> loaded)
    {
        var year = await loaded.Value;
        Assert.SkipWhen(year is null, "The retail data set is not there: this test reads it from ../shared/data/online-retail beside the checkout.");
        return year!;
    }

    private static async Task<RetailYear?> ReadAsync(string? last)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Daybook.slnx")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        }

        var source = Path.Combine(root.FullName, "..", "shared", "data", "online-retail");
        if (!Directory.Exists(source))
        {
            return null;
        }

        var folder = await ConvertAsync(source, Path.Combine(root.FullName, "artifacts", "online-retail"), last);
        var days = new List<RetailDay>();
        foreach (var day in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            var date = LocalDatePattern.Iso.Parse(Path.GetFileName(day)).Value;
            days.Add(new RetailDay(London.AtStartOfDay(date.PlusDays(1)).ToInstant(), new RecordSet
            {
                Orders = await RecordsAsync(day, "orders.json"),
                Payments = await RecordsAsync(day, "payments.json"),
                Transactions = await RecordsAsync(day, "transactions.json"),
            }));
        }

        return new RetailYear(await RecordsAsync(folder, "products.json"), days, RecordSet.Joined(days.ConvertAll(day => day.Records)));
    }

    /// <summary>Converts the data set once for each state of it and of its script.</summary>
    private static async Task<string> ConvertAsync(string source, string cache, string? last)
    {
        var script = Path.Combine(source, "to_commerce.py");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in new[] { script, Path.Combine(source, "online-retail-2010-2011.csv.gz") })
        {
            hash.AppendData(await File.ReadAllBytesAsync(file));
        }

        var folder = Path.Combine(cache, $"{Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}{(last is null ? "" : "-to-" + last)}");
        if (!Directory.Exists(folder))
        {
            // Half a conversion must never be taken for a whole one.
            var unfinished = $"{folder}.{Environment.ProcessId}";
            using var process = Process.Start(new ProcessStartInfo("python3", last is null ? [script, unfinished] : [script, unfinished, "--to", last]))!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{script} ended with {process.ExitCode}.");
            }

            Directory.Move(unfinished, folder);
        }

        return folder;
    }

    private static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> RecordsAsync(string folder, string file) =>
        RecordSet.Read(await File.ReadAllBytesAsync(Path.Combine(folder, file)));
}
