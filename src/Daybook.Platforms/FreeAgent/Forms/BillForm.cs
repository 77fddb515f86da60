using Daybook.Bookkeeping;
using Daybook.Platforms.Http;

namespace Daybook.Platforms.FreeAgent.Forms;

/// <summary>A bill, or with negative amounts what FreeAgent has for a supplier's credit note. It counts at once; its reference may repeat.</summary>
internal sealed class BillForm(Document document, bool isCredit, string contact, IReadOnlyList<FreeAgentLine> lines, bool isRegistered, Func<string, string> url)
    : FreeAgentForm(FreeAgentId.Bills, document, url)
{
    private int Sign => isCredit ? -1 : 1;

    public override object Body(IReadOnlyList<FreeAgentId> earlier) => new
    {
        bill = new
        {
            contact = Url($"contacts/{contact}"),
            reference = FreeAgentMark.Of(Document),
            dated_on = Day,
            due_on = Day,
            currency = Document.Currency.Code,
            comments = Document.Notes.Count > 0 ? string.Join('\n', Document.Notes) : null,
            bill_items = lines.Select(line => new
            {
                category = Category(line.Category),
                description = FreeAgentMark.Cut(line.Description, FreeAgentMark.MaxText),
                total_value = FreeAgentMark.Money(Sign * (line.Net + line.Tax)),
                sales_tax_rate = isRegistered && line.Tax == 0 ? FreeAgentTax.Zero : null,
                manual_sales_tax_amount = line.Tax != 0 ? FreeAgentMark.Money(Sign * line.Tax) : null,
            }).ToList(),
        },
    };

    public override string Search(IReadOnlyList<FreeAgentId> earlier) => $"{Resource}?contact={Uri.EscapeDataString(Url($"contacts/{contact}"))}&from_date={Day}&to_date={Day}";

    public override bool? IsIt(JsonPart one, IReadOnlyList<FreeAgentId> earlier) => one.Text("reference") == FreeAgentMark.Of(Document);

    /// <remarks>FreeAgent gives the net and the tax of a bill with the opposite sign of its total: only their size is compared.</remarks>
    public override IEnumerable<string> Faults(JsonPart one)
    {
        foreach (var fault in Differs(one, "total_value", Sign * lines.Sum(line => line.Net + line.Tax)))
        {
            yield return fault;
        }

        if (one.Amount("sales_tax_value") is { } tax && Math.Abs(tax) != Math.Abs(lines.Sum(line => line.Tax)))
        {
            yield return $"sales_tax_value {tax}";
        }

        var items = one.List("bill_items");
        if (items.Count > 0 && !items.Select(item => FreeAgentId.OfUrl(item.Text("category"))?.Id).SequenceEqual(lines.Select(line => line.Category)))
        {
            yield return "lines on other categories";
        }
    }
}
