using System.Globalization;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>Invoices and credit notes, and what is set off between them. A draft is not in the books; a credit note is an invoice with negative prices.</summary>
internal static class Sales
{
    public static JsonObject Create(FreeAgentCompany books, string resource, JsonObject given)
    {
        var isCredit = resource == "credit_notes";
        var document = given.DeepClone().AsObject();
        document["contact"] = ContactOf(books, given);
        document["reference"] = given.Text("reference") is { Length: > 0 } reference ? reference : Next(books);
        if (books.List("invoices").Concat(books.List("credit_notes")).Any(other => other.Text("reference") == document.Text("reference")))
        {
            throw new RefusedException("Reference has already been taken");
        }

        var day = given.Day("dated_on");
        (document["dated_on"], document["due_on"]) = (Values.Day(day), Values.Day(given.Has("due_on") ? given.Day("due_on") : day.AddDays((int)given.Amount("payment_terms_in_days"))));
        document["currency"] = given.Text("currency") is { Length: > 0 } currency ? currency : FreeAgentCompany.Currency;
        document["exchange_rate"] = Values.Money(Exchange.RateOf(document.Text("currency")));
        var items = isCredit ? "credit_note_items" : "invoice_items";
        var (byCategory, tax) = Lines.Compute(books, document.Parts(items), items);
        var net = byCategory.Sum(line => line.Net);
        document["net_value"] = Values.Money(net);
        if (books.IsRegistered)
        {
            document["sales_tax_value"] = Values.Money(tax);
        }

        document["total_value"] = Values.Money(net + tax);
        (document[isCredit ? "refunded_value" : "paid_value"], document["due_value"]) = ("0.0", Values.Money(net + tax));
        (document["status"], document["involves_sales_tax"]) = ("Draft", tax != 0);
        return books.Add(resource, document);
    }

    public static JsonObject Change(FreeAgentCompany books, JsonObject document, string transition)
    {
        var isCredit = document.Text("url").StartsWith("credit", StringComparison.Ordinal);
        if (books.IsLocked(document.Day("dated_on")))
        {
            throw new DeniedException(403, $"{(isCredit ? "Credit note" : "Invoice")} is locked.");
        }

        switch (transition)
        {
            case "mark_as_sent":
                document["status"] = "Open";
                Post(books, document);
                Settle(books, document);
                break;
            case "mark_as_draft" when document.Amount("due_value") != document.Amount("total_value"):
                throw new RefusedException("status can't be Draft: it has been paid or reconciled");
            case "mark_as_draft":
                document["status"] = "Draft";
                books.Ledger.TakeBack(document.Text("url"));
                break;
            default:
                throw DeniedException.NotFound();
        }

        books.Touch(document);
        return document;
    }

    public static Reply Delete(FreeAgentCompany books, JsonObject document)
    {
        if (document.Text("status") != "Draft")
        {
            throw new DeniedException(409, "Only drafts can be deleted");
        }

        books.Remove(document);
        return Switchboard.Gone();
    }

    public static JsonObject Reconcile(FreeAgentCompany books, JsonObject given)
    {
        var (invoice, note) = (books.Find(given.Reference("invoice")), books.Find(given.Reference("credit_note")));
        var amount = given.Amount("gross_value");
        if (invoice.Text("status") == "Draft" || note.Text("status") == "Draft")
        {
            throw new RefusedException("invoice and credit note must have been sent");
        }

        if (amount <= 0 || amount > invoice.Amount("due_value") || amount > -note.Amount("due_value"))
        {
            throw new RefusedException("gross_value must not be more than the amount due");
        }

        if (invoice.Text("contact") != note.Text("contact") || invoice.Text("currency") != note.Text("currency"))
        {
            throw new RefusedException("credit_note must have the currency and contact of the invoice");
        }

        var reconciliation = new JsonObject
        {
            ["gross_value"] = Values.Money(amount), ["dated_on"] = Values.Day(given.Has("dated_on") ? given.Day("dated_on") : books.Today), ["currency"] = invoice.Text("currency"), ["exchange_rate"] = invoice.Text("exchange_rate"),
            ["invoice"] = invoice.Text("url"), ["credit_note"] = note.Text("url"),
        };
        books.CheckOpen(reconciliation);
        Move(books, invoice, amount);
        Move(books, note, -amount);
        return books.Add("credit_note_reconciliations", reconciliation);
    }

    public static Reply Release(FreeAgentCompany books, JsonObject reconciliation)
    {
        books.CheckOpen(reconciliation);
        Move(books, books.Find(reconciliation.Text("invoice")), -reconciliation.Amount("gross_value"));
        Move(books, books.Find(reconciliation.Text("credit_note")), reconciliation.Amount("gross_value"));
        books.Remove(reconciliation);
        return Switchboard.Gone();
    }

    /// <summary>Something of an invoice was paid, or of a credit note given back (negative).</summary>
    public static void Move(FreeAgentCompany books, JsonObject document, decimal amount)
    {
        var paid = document.Text("url").StartsWith("credit", StringComparison.Ordinal) ? "refunded_value" : "paid_value";
        document[paid] = Values.Money(document.Amount(paid) + amount);
        document["due_value"] = Values.Money(document.Amount("due_value") - amount);
        Settle(books, document);
        books.Touch(document);
    }

    private static void Settle(FreeAgentCompany books, JsonObject document)
    {
        var (due, total) = (document.Amount("due_value"), document.Amount("total_value"));
        var isCredit = document.Text("url").StartsWith("credit", StringComparison.Ordinal);
        document["status"] = total == 0 ? "Zero Value"
            : due == 0 ? isCredit ? "Refunded" : "Paid"
            : due * total < 0 ? isCredit ? "Refunded" : "Overpaid"
            : document.Day("due_on") < books.Today ? "Overdue" : "Open";
    }

    private static void Post(FreeAgentCompany books, JsonObject document)
    {
        var rate = document.Amount("exchange_rate");
        var items = document.Parts("invoice_items").Concat(document.Parts("credit_note_items")).Select(item => (item.Text("category").Split('/')[1], -Fields.Cents(item.Amount("quantity") * item.Amount("price"))));
        books.Ledger.Post(document.Text("url"), Exchange.Native(rate, [("681", document.Amount("total_value")), ("819", -document.Amount("sales_tax_value")), .. items]));
    }

    private static string ContactOf(FreeAgentCompany books, JsonObject given) => given.Reference("contact") is { Length: > 0 } path ? books.Find(path).Text("url") : throw new RefusedException("contact can't be blank");

    private static string Next(FreeAgentCompany books) => (books.Count("invoices") + books.Count("credit_notes") + 1).ToString("000", CultureInfo.InvariantCulture);
}
