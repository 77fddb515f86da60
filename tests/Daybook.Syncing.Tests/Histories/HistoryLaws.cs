using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.StandIns;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Syncing.Tests.Histories;

/// <summary>What must always hold, over random histories of pushes, edits, deletes and syncs. FsCheck prints the seed and the shrunk history of a failure.</summary>
public sealed class HistoryLaws
{
    private const int Histories = 1_000;

    [Fact]
    public void Every_plan_balances_and_proves_itself() => Always(steps =>
    {
        foreach (var presentation in Enum.GetValues<Presentation>())
        {
            Live(steps, presentation, books =>
            {
                books.LastPlan!.Proof.ShouldAllBe(line => line.Holds);
                foreach (var document in books.LastPlan.Documents)
                {
                    document.Ledger.Sum(line => line.Amount).ShouldBe(0);
                    document.Total.ShouldBeGreaterThan(document.Kind == DocumentKind.Netted ? -1 : 0);
                    document.Lines.ShouldAllBe(line => line.Net != 0 || line.Tax != 0);
                }
            });
        }
    });

    [Fact]
    public void Books_that_compute_the_tax_by_themselves_keep_every_total_and_the_proof_says_what_moved() => Always(steps =>
    {
        var totals = new Queue<List<(DocumentKind, LocalDate, decimal)>>();
        Live(steps, Presentation.Invoices, books => totals.Enqueue(Totals(books.LastPlan!)));
        Live(
            steps,
            Presentation.Invoices,
            books =>
            {
                Totals(books.LastPlan!).ShouldBe(totals.Dequeue());
                books.LastPlan!.Proof.ShouldAllBe(line => line.Holds);
                books.LastPlan.Proof.GroupBy(line => line.Currency).ShouldAllBe(currency => currency.Sum(line => line.TaxRounding) == 0);
                foreach (var document in books.LastPlan.Documents)
                {
                    document.Ledger.Sum(line => line.Amount).ShouldBe(0);
                    foreach (var line in document.Lines)
                    {
                        line.Tax.ShouldBe(document.Kind != DocumentKind.Journal && TaxCode.RateOf(line.TaxCode) is { } rate ? document.Currency.Round(line.Net * rate / 100) : 0);
                    }
                }
            },
            books => books.TakesTax = false);

        static List<(DocumentKind, LocalDate, decimal)> Totals(Plan plan) => [.. plan.Documents.Select(document => (document.Kind, document.Date, document.Total))];
    });

    [Fact]
    public void The_documents_are_the_effects_in_the_books_and_in_the_end_those_of_all_current_records() => Always(steps =>
    {
        foreach (var presentation in Enum.GetValues<Presentation>())
        {
            var books = Live(steps, presentation, books => books.TrialBalance().ShouldBe(books.BookedEffects()));
            books.Sync(History.End);
            books.TrialBalance().ShouldBe(NaiveBooks.Of(books.Store.Contents, books.Accounts, books.VouchersTaxedAtSale));
        }
    });

    [Fact]
    public void The_same_pushes_and_sync_again_write_nothing() => Always(steps =>
    {
        var books = Live(steps, Presentation.Invoices);
        books.Sync(History.End);
        foreach (var (record, received) in Pushes(steps).Where(push => !push.Record.IsDeleted))
        {
            books.Store.Push(received, record);
        }

        books.Sync(History.End).ShouldBeEmpty();
    });

    [Fact]
    public void The_order_and_the_split_of_pushes_do_not_matter() => Always(steps =>
    {
        var inOrder = BooksFor(steps, Presentation.Invoices);
        var reversed = BooksFor(steps, Presentation.Invoices);
        var pushes = Pushes(steps).Select(push => push.Record).ToList();
        inOrder.Store.Push(History.End, pushes);
        foreach (var record in pushes.AsEnumerable().Reverse().Concat(pushes.Where((_, i) => i % 3 == 0)))
        {
            reversed.Store.Push(History.End, record);
            if (record.Key.Value % 5 == 0)
            {
                reversed.Sync(History.End);
            }
        }

        inOrder.Sync(History.End);
        reversed.Sync(History.End);
        reversed.TrialBalance().ShouldBe(inOrder.TrialBalance());
    }, unless: step => step.Deletes());

    [Fact]
    public void Both_presentations_have_one_trial_balance_after_every_sync() => Always(steps =>
    {
        var invoices = new Queue<SortedDictionary<string, decimal>>();
        Live(steps, Presentation.Invoices, books => invoices.Enqueue(books.TrialBalance()));
        Live(steps, Presentation.Journal, books => books.TrialBalance().ShouldBe(invoices.Dequeue()));
    });

    [Fact]
    public void Of_two_ties_of_a_payment_that_has_not_arrived_the_one_that_is_not_deleted_counts()
    {
        Step[] steps = [new(75, 0, 0, 0, 0), new(19, 0, 223, 0, 0), new(0, 0, 0, 0, 0), new(192, 0, 0, 0, 0), new(191, 0, 0, 221, 0), new(13, 0, 1, 0, 0)];
        var edited = Live(steps, Presentation.Invoices);
        edited.Sync(History.End);
        var final = BooksFor(steps, Presentation.Invoices);
        final.Store.Push(History.End, edited.Store.Contents.Select(content => Shop.Pushed(content)));
        final.Sync(History.End);
        edited.TrialBalance().ShouldBe(final.TrialBalance());
        edited.TrialBalance()["cash GBP"].ShouldBe(-3.00m);
    }

    [Fact]
    public void After_edits_and_deletes_the_books_are_those_of_a_company_that_only_saw_the_final_versions() => Always(steps =>
    {
        var edited = Live(steps, Presentation.Invoices);
        edited.Sync(History.End);
        var final = BooksFor(steps, Presentation.Invoices);
        final.Store.Push(History.End, edited.Store.Contents.Select(content => Shop.Pushed(content)));

        final.Sync(History.End);

        final.TrialBalance().ShouldBe(edited.TrialBalance());
    });

    [Fact]
    public void A_sync_undone_is_as_if_it_had_not_been() => Always(steps =>
    {
        var books = Live(steps, Presentation.Invoices);
        var before = books.TrialBalance();
        books.Sync(History.End);
        var after = books.TrialBalance();
        books.Undo(books.Store.Syncs[^1].Id);
        books.TrialBalance().ShouldBe(before);

        books.Sync(History.End);

        books.TrialBalance().ShouldBe(after);
    });

    [Fact]
    public void Nothing_is_settled_beyond_what_a_document_has_open() => Always(steps =>
    {
        var books = Live(steps, Presentation.Invoices);
        books.Sync(History.End);
        var items = books.Store.Parts.SelectMany(part => part.Postings).Where(posting => posting.Role.Kind == RoleKind.Receivable && posting.Item != default)
            .GroupBy(posting => posting.Item).ToDictionary(group => group.Key, group => group.Sum(posting => posting.Amount));
        foreach (var stored in books.Store.Documents)
        {
            var open = items.GetValueOrDefault(stored.Document.Id);
            var (least, most) = stored.Document.Kind switch
            {
                DocumentKind.SalesInvoice or DocumentKind.Overrefund => (0m, stored.Document.Total),
                DocumentKind.CreditNote or DocumentKind.Overpayment => (-stored.Document.Total, 0m),
                _ => (0m, 0m),
            };
            open.ShouldBeInRange(least, most);
        }
    });

    private static void Always(Action<Step[]> law, Func<Step, bool>? unless = null)
    {
        var steps = ArbMap.Default.ArbFor<(byte, byte, byte, byte, byte)[]>().Convert(
            genes => genes.Select(gene => new Step(gene.Item1, gene.Item2, gene.Item3, gene.Item4, gene.Item5)).Where(step => unless is null || !unless(step)).ToArray(),
            steps => steps.Select(step => (step.Verb, step.Id, step.Shape, step.Size, step.Day)).ToArray());
        Prop.ForAll(steps, law).Check(Config.QuickThrowOnFailure.WithMaxTest(Histories).WithEndSize(60));
    }

    /// <summary>Lives through a history; each step is a second of the source's and the server's clock.</summary>
    private static MerchantBooks Live(Step[] steps, Presentation presentation, Action<MerchantBooks>? afterSync = null, Action<MerchantBooks>? setUp = null)
    {
        var books = BooksFor(steps, presentation);
        setUp?.Invoke(books);
        foreach (var step in steps)
        {
            books.Clock += Duration.FromHours(1);
            if (step.IsUndo())
            {
                Undo(books);
            }
            else if (step.IsSync())
            {
                books.Sync(step.Reach());
                afterSync?.Invoke(books);
            }
            else
            {
                books.Store.Push(books.Clock, step.Record(books.Clock));
            }
        }

        return books;
    }

    /// <summary>How the merchant keeps books, too, is decided by the history.</summary>
    private static MerchantBooks BooksFor(Step[] steps, Presentation presentation) =>
        new(presentation, "Europe/London", steps.Length % 24) { Clock = History.FirstDay, VouchersTaxedAtSale = steps.Length % 2 == 1 };

    private static void Undo(MerchantBooks books)
    {
        if (books.Store.Syncs.Count > 0 && books.Store.Syncs[^1].Id is var last && books.Store.ReadDependentsAsync(1, last, default).Result.Count == 0)
        {
            books.Undo(last);
        }
    }

    private static IEnumerable<(PushedRecord Record, Instant Received)> Pushes(Step[] steps)
    {
        var clock = History.FirstDay;
        foreach (var step in steps)
        {
            clock += Duration.FromHours(1);
            if (!step.IsSync() && !step.IsUndo())
            {
                yield return (step.Record(clock), clock);
            }
        }
    }
}
