using Daybook.Bookkeeping;
using Daybook.Platforms.Http;

namespace Daybook.Platforms.FreeAgent.Forms;

/// <summary>A credit note set against an invoice. Either may be the form before; it is then not known yet.</summary>
internal sealed class ReconciliationForm(Document document, FreeAgentId? invoice, FreeAgentId? creditNote, Func<string, string> url) : FreeAgentForm(FreeAgentId.Reconciliations, document, url)
{
    public override object Body(IReadOnlyList<FreeAgentId> earlier) => new
    {
        credit_note_reconciliation = new
        {
            gross_value = FreeAgentMark.Money(Document.Total), dated_on = Day, invoice = Url(invoice ?? earlier[0]), credit_note = Url(creditNote ?? earlier[0]),
        },
    };

    public override string Search(IReadOnlyList<FreeAgentId> earlier) => $"{Resource}?from_date={Day}&to_date={Day}";

    public override bool? IsIt(JsonPart one, IReadOnlyList<FreeAgentId> earlier) =>
        one.Text("dated_on") == Day && one.Amount("gross_value") == Document.Total && Names(one, "invoice", (invoice ?? earlier[0]).Path) && Names(one, "credit_note", (creditNote ?? earlier[0]).Path);

    public override IEnumerable<string> Faults(JsonPart one) => Differs(one, "gross_value", Document.Total);
}
