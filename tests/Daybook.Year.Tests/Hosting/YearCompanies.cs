using System.Diagnostics;
using Daybook.Testing;
using Daybook.Year.Tests.Data;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Year.Tests.Hosting;

/// <summary>Books that were kept in some way, and what the judges say of them.</summary>
internal sealed record KeptBooks(YearCompany Company, Balances Balances);

/// <summary>One shop kept in several ways, each once.</summary>
internal sealed class YearCompanies
{
    private const int DaysAtATime = 10;

    private readonly HttpClient http;
    private readonly string folder;
    private readonly Lazy<Task<KeptBooks>> dayByDay;
    private readonly Lazy<Task<KeptBooks>> atOnce;

    public YearCompanies(HttpClient http, string folder)
    {
        this.http = http;
        this.folder = folder;
        dayByDay = new Lazy<Task<KeptBooks>>(() => KeepAsync("day by day", DaysAsync));
        atOnce = new Lazy<Task<KeptBooks>>(() => KeepAsync("all at once", (company, year) => WholeAsync(company, year.All)));
    }

    /// <summary>Each day pushed and synced when it was over.</summary>
    public Task<KeptBooks> DayByDayAsync() => dayByDay.Value;

    /// <summary>Everything pushed, then one sync.</summary>
    public Task<KeptBooks> AtOnceAsync() => atOnce.Value;

    /// <summary>The last days pushed and synced first, some at a time.</summary>
    public Task<KeptBooks> BackwardsAsync() => KeepAsync("backwards", async (company, year) =>
    {
        foreach (var days in year.Days.Reverse().Chunk(DaysAtATime))
        {
            foreach (var day in days)
            {
                await company.PushAsync(day.Records);
            }

            await company.SyncAsync(days[0].End);
        }
    });

    /// <summary>Other records than the year's own, all at once.</summary>
    /// <param name="records">The records.</param>
    /// <param name="problems">How many problems the sync is to list.</param>
    public Task<KeptBooks> OnlyAsync(RecordSet records, int problems) => KeepAsync("only final versions", (company, _) => WholeAsync(company, records, problems));

    /// <summary>Everything at once, in journal entries.</summary>
    public Task<KeptBooks> InJournalsAsync() => KeepAsync("in journal entries", (company, year) => WholeAsync(company, year.All), "JournalEntry");

    /// <summary>Says how long something took.</summary>
    public static async Task<T> TimedAsync<T>(string what, Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        var result = await work();
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed.TotalSeconds,6:0.0} s  {what}");
        return result;
    }

    private async Task<KeptBooks> KeepAsync(string how, Func<YearCompany, RetailYear, Task> keep, string? outputFormat = null)
    {
        var year = await RetailYear.OrSkipAsync();
        var company = await YearCompany.CreateAsync(http, folder, outputFormat);
        await TimedAsync($"the year {how}", async () =>
        {
            await company.PushAsync("products", year.Products);
            await keep(company, year);
            return true;
        });
        return new KeptBooks(company, await TimedAsync("judged", company.JudgedAsync));
    }

    private static async Task DaysAsync(YearCompany company, RetailYear year)
    {
        foreach (var day in year.Days)
        {
            await company.PushAsync(day.Records);
            await company.SyncAsync(day.End);
        }
    }

    private static async Task WholeAsync(YearCompany company, RecordSet records, int problems = 0)
    {
        var end = Instant.FromUtc(2012, 1, 15, 0, 0);
        await TimedAsync("  pushed", async () =>
        {
            await company.PushAsync(records);
            return true;
        });
        var preview = await TimedAsync("  previewed", () => company.PreviewAsync(end));
        preview["proof"]!.AsArray().ShouldAllBe(line => line!["effects"]!.GetValue<decimal>() == line["documents"]!.GetValue<decimal>());
        preview["unmapped"]!.AsArray().ShouldBeEmpty();
        preview["problems"]!.AsArray().Count.ShouldBe(problems);

        await TimedAsync("  synced", () => company.SyncAsync(end));
    }
}
