using Daybook.Bookkeeping;
using Daybook.Platforms.PlainText;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.PlainText;

public sealed class EntryTextTests
{
    private static readonly Gen<JournalEntry> Entries =
        from notes in ArbMap.Default.GeneratorFor<string[]>()
        from location in ArbMap.Default.GeneratorFor<string>()
        from target in Gen.Elements<string?>(null, "DB-7", "x.1")
        from kind in Gen.Elements(Enum.GetValues<DocumentKind>())
        from days in Gen.Choose(0, 40_000)
        from minors in Gen.Choose(-1_000_000_000, 1_000_000_000).NonEmptyListOf()
        from account in Gen.Elements("assets:bank", "liabilities:tax payable:17.5", "income:sales:Men's & 'élan'")
        from currency in Gen.Elements("GBP", "JPY", "KWD").Select(Currency.Parse)
        select JournalEntry.Of(
            new Document
            {
                Id = Guid.NewGuid(),
                Kind = kind,
                Number = "DB-20261120-1",
                Date = new LocalDate(1970, 1, 1).PlusDays(days),
                Currency = currency,
                Location = location,
                Notes = [.. notes.Where(note => note is not null)],
                Total = 1m,
                Target = target is null ? null : Guid.NewGuid(),
                Ledger = [.. minors.Select(minor => new LedgerLine(account, minor * currency.Unit))],
            },
            target,
            null);

    [Fact]
    public void What_is_written_is_read_back() =>
        Prop.ForAll(Entries.ToArbitrary(), entry =>
        {
            var read = EntryText.Parse(EntryText.Write(entry)).ShouldNotBeNull();
            (read with { Notes = entry.Notes, Postings = entry.Postings, Location = entry.Location }).ShouldBe(entry);
            (read.Location ?? "").ShouldBe(entry.Location ?? "");
            read.Notes.ShouldBe(entry.Notes);
            read.Postings.ShouldBe(entry.Postings);
            EntryText.Write(read).ShouldBe(EntryText.Write(entry));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_voided_entry_is_all_comment_and_still_known_by_its_id() =>
        Prop.ForAll(Entries.ToArbitrary(), entry =>
        {
            var text = EntryText.Void(EntryText.Write(entry));
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith(';'));
            EntryText.IsVoid(text).ShouldBeTrue();
            EntryText.IsOf(text, entry.Id).ShouldBeTrue();
            EntryText.IsOf(text, Guid.NewGuid()).ShouldBeFalse();
            EntryText.Parse(text).ShouldBeNull();
        }).QuickCheckThrowOnFailure();
}
