using Daybook.Bookkeeping;
using Daybook.Platforms.Http;

namespace Daybook.Platforms.FreeAgent.Forms;

/// <summary>A journal set: in the company's own currency, not on bank accounts. It carries the mark as its tag, which also keeps users from changing it.</summary>
/// <param name="document">The document.</param>
/// <param name="entries">By nominal code; debit is positive.</param>
/// <param name="url">The address of something.</param>
internal sealed class JournalForm(Document document, IReadOnlyList<LedgerLine> entries, Func<string, string> url) : FreeAgentForm(FreeAgentId.Journals, document, url)
{
    private string Mark => FreeAgentMark.Of(Document);

    public override object Body(IReadOnlyList<FreeAgentId> earlier) => new
    {
        journal_set = new
        {
            dated_on = Day,
            description = FreeAgentMark.Text(Document, string.Join(' ', Document.Notes)).TrimEnd(),
            tag = Mark,
            journal_entries = entries.Select(entry => new
            {
                category = Category(entry.Account),
                debit_value = FreeAgentMark.Money(entry.Amount),
                description = FreeAgentMark.Cut(Document.Lines.FirstOrDefault(line => line.Account == entry.Account)?.Description ?? Document.Number, FreeAgentMark.MaxText),
            }).ToList(),
        },
    };

    public override string Search(IReadOnlyList<FreeAgentId> earlier) => $"{Resource}?tag={Uri.EscapeDataString(Mark)}&from_date={Day}&to_date={Day}";

    public override bool? IsIt(JsonPart one, IReadOnlyList<FreeAgentId> earlier) => one.Text("tag") == Mark;

    public override IEnumerable<string> Faults(JsonPart one)
    {
        var said = one.List("journal_entries");
        if (said.Count > 0 && !said.Select(entry => (FreeAgentId.OfUrl(entry.Text("category"))?.Id, entry.Amount("debit_value"))).Order().SequenceEqual(entries.Select(entry => ((string?)entry.Account, (decimal?)entry.Amount)).Order()))
        {
            yield return "other entries than were sent";
        }
    }
}
