using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>Invoices, bills and the credit notes of both.</summary>
internal static class Trade
{
    public static JsonObject Create(XeroOrganisation books, Question question, JsonObject given)
    {
        var collection = question.Path[0];
        var isInvoice = collection == "Invoices";
        var type = given.Text("Type");
        if (type is not ("ACCREC" or "ACCPAY" or "ACCRECCREDIT" or "ACCPAYCREDIT") || (type is "ACCREC" or "ACCPAY") != isInvoice)
        {
            throw new RefusedException("Invoice not of valid type for creation");
        }

        CheckNumber(books, collection, given, type);
        var document = given.DeepClone().AsObject();
        var isSale = type is "ACCREC" or "ACCRECCREDIT";
        if (!isSale)
        {
            document.Remove("Reference");
        }

        document[Listing.IdOf(collection)] = books.NewId();
        document["Contact"] = ContactOf(books, given).DeepClone();
        document["Status"] = given.Text("Status") is { Length: > 0 } status ? status : "DRAFT";
        document["LineAmountTypes"] = given.Text("LineAmountTypes") is { Length: > 0 } types ? types : "Exclusive";
        document["CurrencyCode"] = given.Text("CurrencyCode") is { Length: > 0 } currency ? currency : books.Currency;
        if (document.Text("CurrencyCode") != books.Currency)
        {
            throw new RefusedException($"Organisation is not subscribed to currency {document.Text("CurrencyCode")}");
        }

        document.SetDay("Date", given.Day("Date"));
        if (isInvoice)
        {
            document.SetDay("DueDate", given.Day("DueDate"));
        }

        (document["CurrencyRate"], document["HasErrors"], document["Payments"]) = (1.0m, false, new JsonArray());
        var sums = Lines.Compute(books, document, keepsTax: true, question.Query("unitdp") == "4" ? 4 : 2);
        if (sums.Total <= 0)
        {
            throw new RefusedException("The document total must be greater than zero.");
        }

        Open(document, isInvoice, sums.Total);
        if (document.Text("Status") == "AUTHORISED")
        {
            books.CheckOpen(given.Day("Date"));
            Post(books, document, collection, isSale == isInvoice ? 1 : -1, isSale ? "DEBTORS" : "CREDITORS", sums);
        }

        books.Touch(document);
        books.List(collection).Add(document);
        return document;
    }

    public static JsonObject ChangeState(XeroOrganisation books, string collection, string id, JsonObject given)
    {
        var document = Listing.Find(books, collection, id);
        var (from, to) = (document.Text("Status"), given.Text("Status"));
        if (document.Parts("Payments").Count > 0 || document.Parts("Allocations").Count > 0 || document.Amount("AmountCredited") != 0)
        {
            throw new RefusedException("This document cannot be edited as it has a payment or credit note allocated to it.", "Invoice not of valid status for modification");
        }

        if ((from, to) is not (("AUTHORISED", "VOIDED") or ("DRAFT" or "SUBMITTED", "DELETED")))
        {
            throw new RefusedException("Invoice not of valid status for modification");
        }

        if (from == "AUTHORISED")
        {
            books.CheckOpen(document.Day("Date"));
        }

        document["Status"] = to;
        books.Ledger.TakeBack(document.Text(Listing.IdOf(collection)));
        books.Touch(document);
        return document;
    }

    private static void CheckNumber(XeroOrganisation books, string collection, JsonObject given, string type)
    {
        // Numbers of voided documents stay taken; those of bills may repeat.
        var number = given.Text(Listing.NumberOf(collection));
        if (type is "ACCREC" or "ACCRECCREDIT" && number.Length > 0
            && books.List(collection).Exists(document => document.Text("Type") == type && string.Equals(document.Text(Listing.NumberOf(collection)), number, StringComparison.OrdinalIgnoreCase)))
        {
            throw new RefusedException(type == "ACCREC" ? "Invoice # must be unique." : "Credit Note # must be unique.");
        }
    }

    public static JsonObject ContactOf(XeroOrganisation books, JsonObject given)
    {
        var contact = books.Contacts.Find(one => one.Text("ContactID") == given.Part("Contact").Text("ContactID"))
            ?? throw new RefusedException("The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber");
        return contact.Text("ContactStatus") == "ACTIVE" ? contact
            : throw new RefusedException("The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes");
    }

    private static void Open(JsonObject document, bool isInvoice, decimal total)
    {
        if (isInvoice)
        {
            (document["AmountDue"], document["AmountPaid"], document["AmountCredited"]) = (total, 0m, 0m);
            return;
        }

        (document["RemainingCredit"], document["Allocations"]) = (total, new JsonArray());
    }

    /// <param name="books">The books.</param>
    /// <param name="document">The document.</param>
    /// <param name="collection">Its collection.</param>
    /// <param name="sign">1 where the control account is debited.</param>
    /// <param name="control">Debtors or creditors.</param>
    /// <param name="sums">What its lines come to.</param>
    private static void Post(XeroOrganisation books, JsonObject document, string collection, int sign, string control, LineSums sums)
    {
        var postings = new List<(string, decimal)> { (books.System(control), sign * sums.Total), (books.System("GST"), -sign * sums.Tax) };
        postings.AddRange(sums.ByAccount.Select(line => (line.Account, -sign * line.Amount)));
        books.Ledger.Post(document.Text(Listing.IdOf(collection)), postings);
    }
}
