using Daybook.Testing;
using Daybook.Year.Tests.Data;
using Daybook.Year.Tests.Hosting;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Year.Tests;

/// <summary>A real year of a real shop in the books, kept in every way that must not matter, told by independent judges.</summary>
public abstract class YearLaws(YearServer server)
{
    private static readonly Instant AfterCorrections = Instant.FromUtc(2012, 2, 1, 0, 0);

    [Fact]
    public async Task A_year_kept_day_by_day_is_the_sum_of_its_records()
    {
        var year = await RetailYear.OrSkipAsync();
        var kept = await server.Companies.DayByDayAsync();
        ShouldBe(kept.Balances, NaiveSums.Of(year.All));
        (await kept.Company.NotBookedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_year_pushed_and_synced_all_at_once_is_the_sum_of_its_records()
    {
        var year = await RetailYear.OrSkipAsync();
        var kept = await server.Companies.AtOnceAsync();
        ShouldBe(kept.Balances, NaiveSums.Of(year.All));
        (await kept.Company.NotBookedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_year_that_comes_backwards_is_the_sum_of_its_records()
    {
        var year = await RetailYear.OrSkipAsync();
        var kept = await server.Companies.BackwardsAsync();
        ShouldBe(kept.Balances, NaiveSums.Of(year.All));
        (await kept.Company.NotBookedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_year_in_journal_entries_has_the_same_balances()
    {
        var year = await RetailYear.OrSkipAsync();
        var kept = await server.Companies.InJournalsAsync();
        ShouldBe(kept.Balances, NaiveSums.Of(year.All));
    }

    [Fact]
    public async Task The_same_year_pushed_again_writes_nothing()
    {
        var year = await RetailYear.OrSkipAsync();
        var kept = await server.Companies.AtOnceAsync();
        await kept.Company.PushAsync(year.All);
        (await kept.Company.SyncAsync(RetailYear.End)).ShouldBe((2040, 0));
    }

    [Fact]
    public async Task After_edits_and_deletes_the_books_are_those_of_a_shop_that_only_saw_the_final_versions()
    {
        var year = await RetailYear.OrSkipAsync();
        var edited = (await server.Companies.DayByDayAsync()).Company;
        var corrections = new Corrections(year.All);
        var final = NaiveSums.Of(corrections.Final);

        await edited.PushAsync(corrections.Pushed);
        var (code, documents) = await YearCompanies.TimedAsync("corrections synced", () => edited.SyncAsync(AfterCorrections));

        code.ShouldBe(2000);
        documents.ShouldBeGreaterThan(0);
        ShouldBe(await edited.JudgedAsync(), final);
        (await edited.NotBookedAsync()).ShouldBeEmpty();
        ShouldBe((await server.Companies.OnlyAsync(corrections.Final, corrections.Overpaid)).Balances, final);
    }

    private static void ShouldBe(Balances told, Balances expected) => told.ToString().ShouldBe(expected.ToString());
}

public sealed class SqliteYearLaws(SqliteYear server) : YearLaws(server), IClassFixture<SqliteYear>;

public sealed class PostgresYearLaws(PostgresYear server) : YearLaws(server), IClassFixture<PostgresYear>;
