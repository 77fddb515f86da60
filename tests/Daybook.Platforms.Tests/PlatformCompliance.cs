using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests;

/// <summary>What every platform promises. A platform's own tests inherit these and say how its books are got at.</summary>
public abstract class PlatformCompliance
{
    protected static readonly LocalDate Day = new(2026, 11, 20);

    protected abstract IAccountingPlatform Platform { get; }

    protected abstract PlatformLink Link { get; }

    /// <summary>How many numbers writers race through: fewer where each takes the platform long.</summary>
    protected virtual int RacedNumbers => 400;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A balanced document of the platform's accounts.</summary>
    protected abstract Document NewDocument(string number = "DB-20261120-1", decimal amount = 12m);

    /// <summary>Archives an account that <see cref="NewDocument"/> names.</summary>
    protected abstract Task<string> ArchiveAnAccountAsync();

    /// <summary>What a merchant knows an account by.</summary>
    protected virtual string NameOf(string account) => account;

    protected abstract Task CloseUpToAsync(LocalDate day);

    /// <summary>The numbers of the documents that are in the books, as the platform's own reader sees them.</summary>
    protected abstract Task<IReadOnlyList<string>> ReadNumbersAsync();

    /// <summary>Does a write whose answer never reaches us.</summary>
    protected virtual async Task LoseTheAnswerOfAsync(Document document) => await WriteAsync(document);

    private Task<IReadOnlyList<StandingDocument>> ReadStandingAsync(DaySpan days) => Platform.ShouldBeAssignableTo<IStandingBooks>()!.ReadStandingAsync(Link, days, Cancel);

    protected Task<WriteOutcome> WriteAsync(Document document) => Platform.WriteAsync(Link, document, _ => null, Cancel);

    [Fact]
    public async Task A_document_is_accepted_and_stands_in_the_books()
    {
        (await WriteAsync(NewDocument())).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId.ShouldNotBeEmpty();
        (await ReadNumbersAsync()).ShouldBe(["DB-20261120-1"]);
    }

    [Fact]
    public async Task The_same_document_twice_is_there_once_and_has_the_same_answer()
    {
        var document = NewDocument();
        var first = await WriteAsync(document);
        (await WriteAsync(document)).ShouldBe(first);
        (await ReadNumbersAsync()).ShouldBe(["DB-20261120-1"]);
    }

    [Fact]
    public async Task A_document_whose_answer_was_lost_is_found()
    {
        var document = NewDocument();
        (await Platform.FindAsync(Link, document, _ => null, Cancel)).ShouldBeNull();
        await LoseTheAnswerOfAsync(document);
        var found = await Platform.FindAsync(Link, document, _ => null, Cancel);
        (await WriteAsync(document)).ShouldBe(new WriteOutcome.Accepted(found.ShouldNotBeNull()));
    }

    [Fact]
    public async Task Another_document_of_the_same_number_is_not_found_under_it()
    {
        await WriteAsync(NewDocument());
        (await Platform.FindAsync(Link, NewDocument(), _ => null, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Another_document_of_the_same_number_is_refused()
    {
        await WriteAsync(NewDocument());
        await ShouldRefuseAsync(NewDocument(amount: 13m), Refusal.DuplicateNumber);
        (await ReadNumbersAsync()).ShouldBe(["DB-20261120-1"]);
    }

    [Fact]
    public async Task A_document_on_an_archived_account_is_refused_by_name()
    {
        var account = await ArchiveAnAccountAsync();
        (await ShouldRefuseAsync(NewDocument(), Refusal.NotActive)).ShouldContain(NameOf(account));
        (await Platform.ReadChartAsync(Link, Cancel)).Accounts.Single(other => other.Id == account).IsActive.ShouldBeFalse();
    }

    [Fact]
    public async Task A_document_on_an_account_that_is_not_there_is_refused_by_name()
    {
        var document = NewDocument();
        var lost = document with { Ledger = [document.Ledger[0] with { Account = "assets:lost" }, .. document.Ledger.Skip(1)] };
        (await ShouldRefuseAsync(lost, Refusal.NotActive)).ShouldContain("assets:lost");
    }

    [Fact]
    public async Task A_document_on_a_closed_day_is_refused_and_one_on_the_next_is_not()
    {
        await CloseUpToAsync(Day);
        await ShouldRefuseAsync(NewDocument(), Refusal.DayClosed);
        (await Platform.ReadChartAsync(Link, Cancel)).ClosedUpTo.ShouldBe(Day);
        (await WriteAsync(NewDocument() with { Date = Day.PlusDays(1) })).ShouldBeOfType<WriteOutcome.Accepted>();
    }

    [Fact]
    public async Task A_document_that_was_accepted_stays_accepted_after_its_day_is_closed()
    {
        var document = NewDocument();
        var first = await WriteAsync(document);
        await CloseUpToAsync(Day);
        (await WriteAsync(document)).ShouldBe(first);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(-12)]
    public async Task A_document_that_does_not_balance_is_refused(double by)
    {
        var document = NewDocument();
        var first = document.Ledger[0];
        await ShouldRefuseAsync(document with { Ledger = [first with { Amount = first.Amount + (decimal)by }, .. document.Ledger.Skip(1)] }, Refusal.Invalid);
    }

    [Fact]
    public async Task A_refused_document_is_accepted_once_its_fault_is_mended()
    {
        var document = NewDocument();
        await ShouldRefuseAsync(document with { Ledger = [document.Ledger[0]] }, Refusal.Invalid);
        (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>();
    }

    [Fact]
    public async Task A_voided_document_leaves_the_books_and_voiding_it_again_answers_the_same()
    {
        var document = NewDocument();
        var id = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        await WriteAsync(NewDocument("DB-20261120-2"));
        var first = await Platform.VoidAsync(Link, document, id, Cancel);
        first.ShouldBeOfType<WriteOutcome.Accepted>();
        (await Platform.VoidAsync(Link, document, id, Cancel)).ShouldBe(first);
        (await ReadNumbersAsync()).ShouldBe(["DB-20261120-2"]);
        (await Platform.FindAsync(Link, document, _ => null, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_voided_document_does_not_come_back()
    {
        var document = NewDocument();
        var id = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        await Platform.VoidAsync(Link, document, id, Cancel);
        await ShouldRefuseAsync(document, Refusal.Invalid);
        (await ReadNumbersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_stands_is_told_by_as_much_of_its_id_as_the_books_keep_and_by_what_it_takes_to_void_it()
    {
        Document[] written = [NewDocument(), NewDocument("DB-20261120-12"), NewDocument("DB-20261118-1") with { Date = Day.PlusDays(-2) }];
        var ids = new Dictionary<string, string>();
        foreach (var document in written)
        {
            ids.Add(document.Number, (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId);
        }

        var standing = await ReadStandingAsync(new DaySpan(new HashSet<LocalDate>(), Day));
        standing.Select(one => (one.Number, one.PlatformId, one.Date, one.IsVoid)).ShouldBe(written[..2].Select(one => (one.Number, ids[one.Number], Day, false)), ignoreOrder: true);
        foreach (var one in standing)
        {
            var document = written.Single(document => document.Number == one.Number);
            one.Digits.ShouldBeInRange(16, 32);
            one.Id.ToString("N")[..one.Digits].ShouldBe(document.Id.ToString("N")[..one.Digits]);
            one.Currency.ShouldBe(document.Currency);
            one.Kind.Rank().ShouldBe(document.Kind.Rank());
        }

        (await ReadStandingAsync(new DaySpan(new HashSet<LocalDate> { Day.PlusDays(-2) }, Day.PlusDays(1)))).ShouldHaveSingleItem().Number.ShouldBe("DB-20261118-1");
        (await ReadStandingAsync(new DaySpan(new HashSet<LocalDate>(), Day.PlusDays(1)))).ShouldBeEmpty();
        var known = standing.Single(one => one.Number == "DB-20261120-12");
        var forgotten = new Document { Id = known.Id, Kind = known.Kind, Number = known.Number, Date = known.Date, Currency = known.Currency, Total = 0, Ledger = [] };
        (await Platform.VoidAsync(Link, forgotten, known.PlatformId, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        (await ReadNumbersAsync()).ShouldBe(["DB-20261120-1", "DB-20261118-1"], ignoreOrder: true);
        (await ReadStandingAsync(new DaySpan(new HashSet<LocalDate>(), Day))).Where(one => !one.IsVoid).ShouldHaveSingleItem().Number.ShouldBe("DB-20261120-1");
    }

    [Fact]
    public async Task Many_writers_of_one_document_write_it_once()
    {
        var document = NewDocument();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => WriteAsync(document), Cancel)));
        outcomes.Distinct().Single().ShouldBeOfType<WriteOutcome.Accepted>();
        (await ReadNumbersAsync()).ShouldBe(["DB-20261120-1"]);
    }

    [Fact]
    public async Task Of_many_documents_with_one_number_one_is_accepted()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => WriteAsync(NewDocument()), Cancel)));
        outcomes.OfType<WriteOutcome.Accepted>().Count().ShouldBe(1);
        outcomes.OfType<WriteOutcome.Rejected>().ShouldAllBe(outcome => outcome.Refusal == Refusal.DuplicateNumber);
        (await ReadNumbersAsync()).ShouldBe(["DB-20261120-1"]);
    }

    [Fact]
    public async Task Writers_that_race_through_the_same_numbers_never_both_get_one()
    {
        var numbers = RacedNumbers;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                var accepted = 0;
                for (var i = 0; i < numbers; i++)
                {
                    accepted += await WriteAsync(NewDocument($"DB-{i}")) is WriteOutcome.Accepted ? 1 : 0;
                }

                return accepted;
            },
            Cancel)));
        outcomes.Sum().ShouldBe(numbers);
    }

    [Fact]
    public async Task The_chart_offers_what_a_configuration_has_to_choose()
    {
        var chart = await Platform.ReadChartAsync(Link, Cancel);
        chart.CompanyName.ShouldNotBeEmpty();
        chart.Customers.ShouldContain(customer => customer.IsActive);
        chart.Suppliers.ShouldContain(supplier => supplier.IsActive);
        chart.TaxRates.ShouldContain(rate => rate.IsActive);
        chart.Accounts.Select(account => account.Id).ShouldBeUnique();
        chart.Accounts.ShouldAllBe(account => new[] { "Asset", "Liability", "Equity", "Income", "Expense" }.Contains(account.Classification.Split('.')[0]));
    }

    protected async Task<string> ShouldRefuseAsync(Document document, Refusal refusal)
    {
        var rejected = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Rejected>();
        rejected.Refusal.ShouldBe(refusal, rejected.Message);
        return rejected.Message;
    }
}
