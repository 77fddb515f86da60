using Daybook.Bookkeeping;
using Daybook.Platforms.Http;

namespace Daybook.Platforms.FreeAgent.Forms;

/// <summary>What a movement of money on a bank account is about: FreeAgent has no other form of payment. The movement itself comes with it.</summary>
/// <param name="document">The document.</param>
/// <param name="bank">The bank account's path.</param>
/// <param name="amount">In is positive.</param>
/// <param name="about">What it is about.</param>
/// <param name="named">The path of what it names: an invoice or credit note, a bill, another bank account, or a category.</param>
/// <param name="isRegistered">Whether the company charges tax.</param>
/// <param name="url">The address of something.</param>
internal sealed class ExplanationForm(Document document, string bank, decimal amount, ExplanationForm.Purpose about, string named, bool isRegistered, Func<string, string> url)
    : FreeAgentForm(FreeAgentId.Explanations, document, url)
{
    public enum Purpose
    {
        /// <summary>Pays an invoice, or gives a credit note back.</summary>
        Sale = 0,

        /// <summary>Pays a bill, or gets a negative one back.</summary>
        Bill = 1,

        /// <summary>Goes to another bank account, or comes from there.</summary>
        Transfer = 2,

        /// <summary>Income or cost without more.</summary>
        Category = 3,
    }

    /// <summary>The path of the document that it settles; null where it settles none.</summary>
    public string? Settles => about is Purpose.Sale or Purpose.Bill ? named : null;

    public override object Body(IReadOnlyList<FreeAgentId> earlier) => new
    {
        bank_transaction_explanation = new
        {
            bank_account = Url(bank),
            dated_on = Day,
            gross_value = FreeAgentMark.Money(amount),
            description = FreeAgentMark.Text(Document, Described),
            paid_invoice = about == Purpose.Sale ? Url(named) : null,
            paid_bill = about == Purpose.Bill ? Url(named) : null,
            transfer_bank_account = about == Purpose.Transfer ? Url(named) : null,
            category = about == Purpose.Category ? Url(named) : null,

            // Else the category's own rate would be taken out of the amount.
            sales_tax_status = about == Purpose.Category && isRegistered ? FreeAgentTax.OutOfScope : null,
        },
    };

    public override string Search(IReadOnlyList<FreeAgentId> earlier) => $"{Resource}?bank_account={Uri.EscapeDataString(Url(bank))}&from_date={Day}&to_date={Day}";

    /// <remarks>Where FreeAgent has replaced the description by its own, account, day, amount and what it settles have to do.</remarks>
    public override bool? IsIt(JsonPart one, IReadOnlyList<FreeAgentId> earlier)
    {
        if (one.Text("dated_on") != Day || one.Amount("gross_value") != amount || Faults(one).Any())
        {
            return false;
        }

        var description = one.Text("description") ?? "";
        return FreeAgentMark.IsMarked(description) ? description.StartsWith(FreeAgentMark.Bracketed(Document), StringComparison.Ordinal) : about != Purpose.Category;
    }

    public override IEnumerable<string> Faults(JsonPart one)
    {
        foreach (var fault in Differs(one, "gross_value", amount).Concat(Differs(one, "sales_tax_value", 0)))
        {
            yield return fault;
        }

        var field = about switch
        {
            Purpose.Sale => "paid_invoice",
            Purpose.Bill => "paid_bill",
            Purpose.Transfer when one.Text("transfer_bank_account") is not null => "transfer_bank_account",
            Purpose.Transfer => "linked_transfer_account",
            _ => "category",
        };
        if (!Names(one, field, named))
        {
            yield return $"{field} {one.Text(field)}";
        }
    }

    private string Described => Document.Kind switch
    {
        DocumentKind.Overpayment => "Paid beyond what the orders owe",
        DocumentKind.Overrefund => "Given back beyond what was credited",
        DocumentKind.Payment => "Payment",
        DocumentKind.Refund => "Refund",
        DocumentKind.BillPayment => "Fees taken",
        DocumentKind.BillRefund => "Fees given back",
        DocumentKind.Transfer => "Transfer",
        _ => Document.Notes.Count > 0 ? string.Join(' ', Document.Notes) : Document.Lines.FirstOrDefault(line => line.Account == bank)?.Description ?? Document.Kind.ToString(),
    };
}
