using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using NodaTime;

namespace Daybook.Platforms.FreeAgent.Forms;

/// <summary>A line of an invoice, credit note or bill. Amounts are positive in the document's own direction.</summary>
/// <param name="Category">The nominal code.</param>
/// <param name="Description">What it is.</param>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">The tax.</param>
/// <param name="TaxRate">The id of the rate; null where none is meant.</param>
internal sealed record FreeAgentLine(string Category, string Description, decimal Net, decimal Tax = 0, string? TaxRate = null);

/// <summary>A sales invoice, or a credit note: one is the other with negative prices, and they share a sequence of numbers.</summary>
internal sealed class SalesForm(Document document, bool isCredit, string contact, IReadOnlyList<FreeAgentLine> lines, bool isDraft, bool isRegistered, LocalDate today, Func<string, string> url)
    : FreeAgentForm(isCredit ? FreeAgentId.CreditNotes : FreeAgentId.Invoices, document, url)
{
    private const int MaxDescription = 2_000;
    private static readonly string[] Unsent = ["Draft", "Scheduled To Email"];

    public override bool IsToBeSent => !isDraft;

    private int Sign => isCredit ? -1 : 1;

    /// <summary>Whether an answer shows it as a draft.</summary>
    public static bool IsUnsent(JsonPart one) => Unsent.Contains(one.Text("status"));

    public override object Body(IReadOnlyList<FreeAgentId> earlier)
    {
        var items = lines.Select(line => new Item(FreeAgentMark.Cut(line.Description, MaxDescription), Category(line.Category), FreeAgentMark.Money(Sign * line.Net))
        {
            SalesTaxRate = isRegistered && line.TaxRate != FreeAgentTax.Exempt ? line.TaxRate ?? FreeAgentTax.Zero : null,
            SalesTaxStatus = isRegistered && line.TaxRate == FreeAgentTax.Exempt ? FreeAgentTax.Exempt : null,
        }).ToList();
        var comments = string.Join('\n', Document.Notes.Append(FreeAgentMark.Bracketed(Document)));
        var content = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["contact"] = Url($"contacts/{contact}"),
            ["dated_on"] = Day,
            ["due_on"] = Day,
            ["payment_terms_in_days"] = 0,
            ["reference"] = Document.Number,
            ["currency"] = Document.Currency.Code,
            ["comments"] = comments,
            [isCredit ? "credit_note_items" : "invoice_items"] = items,
        };
        return new Dictionary<string, object>(StringComparer.Ordinal) { [Envelope] = content };
    }

    /// <remarks>There is no filter by number or date: the newest of the contact come first, and nothing was made before its day, nor in the future.</remarks>
    public override string Search(IReadOnlyList<FreeAgentId> earlier) =>
        $"{Resource}?contact={Uri.EscapeDataString(Url($"contacts/{contact}"))}&updated_since={FreeAgentMark.Day(LocalDate.Min(Document.Date, today).PlusDays(-2))}T00:00:00.000Z&sort=-created_at";

    public override bool? IsIt(JsonPart one, IReadOnlyList<FreeAgentId> earlier)
    {
        if (one.Text("reference") != Document.Number)
        {
            return false;
        }

        return one.Text("comments")?.Contains(FreeAgentMark.Bracketed(Document), StringComparison.Ordinal) is true ? true : null;
    }

    public override IEnumerable<string> Faults(JsonPart one)
    {
        var (net, tax) = (Sign * lines.Sum(line => line.Net), Sign * lines.Sum(line => line.Tax));
        var faults = Differs(one, "net_value", net).Concat(Differs(one, "sales_tax_value", tax)).Concat(Differs(one, "total_value", net + tax));
        if (one.Text("currency") is { } currency && currency != Document.Currency.Code)
        {
            faults = faults.Append($"currency {currency}");
        }

        if (one.Text("dated_on") is { } day && day != Day)
        {
            faults = faults.Append($"date {day}");
        }

        // Not all answers hold items; where they do, each must be where it was sent to.
        var items = one.List(isCredit ? "credit_note_items" : "invoice_items");
        return items.Count > 0 && !items.Select(item => FreeAgentId.OfUrl(item.Text("category"))?.Id).SequenceEqual(lines.Select(line => line.Category))
            ? faults.Append("lines on other categories")
            : faults;
    }

    private sealed record Item(
        [property: System.Text.Json.Serialization.JsonPropertyName("description")] string Description,
        [property: System.Text.Json.Serialization.JsonPropertyName("category")] string Category,
        [property: System.Text.Json.Serialization.JsonPropertyName("price")] string Price)
    {
        /// <summary>Always sent: it would be 0.</summary>
        [System.Text.Json.Serialization.JsonPropertyName("quantity")]
        public string Quantity { get; } = "1";

        [System.Text.Json.Serialization.JsonPropertyName("sales_tax_rate")]
        public string? SalesTaxRate { get; init; }

        [System.Text.Json.Serialization.JsonPropertyName("sales_tax_status")]
        public string? SalesTaxStatus { get; init; }
    }
}
