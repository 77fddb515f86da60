using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>Payments, refunds and credit allocations.</summary>
internal static class Settling
{
    public static JsonObject Pay(XeroOrganisation books, JsonObject given)
    {
        var (collection, target) = TargetOf(books, given);
        var account = books.AccountOf(given.Part("Account"), "AccountID", "Code");
        if (account is null || account.Text("Status") != "ACTIVE")
        {
            throw new RefusedException("Account could not be found");
        }

        if (account.Text("Type") != "BANK" && account["EnablePaymentsToAccount"]?.GetValue<bool>() is not true)
        {
            throw new RefusedException("Account must be enabled for payments.");
        }

        var amount = given.Amount("Amount");
        if (amount <= 0)
        {
            throw new RefusedException("Payment amounts must be positive amounts");
        }

        CheckOpenAmount(target, collection, amount);
        var day = given.Day("Date");
        books.CheckOpen(day);
        var type = TypeOf(collection, target.Text("Type"));
        var payment = new JsonObject
        {
            ["PaymentID"] = books.NewId(),
            ["Amount"] = amount,
            ["Reference"] = given.Text("Reference"),
            ["CurrencyRate"] = 1.0m,
            ["PaymentType"] = type,
            ["Status"] = "AUTHORISED",
            ["IsReconciled"] = false,
            ["HasAccount"] = true,
            ["Account"] = new JsonObject { ["AccountID"] = account.Text("AccountID"), ["Code"] = account.Text("Code") },
            [collection[..^1]] = new JsonObject { [Listing.IdOf(collection)] = target.Text(Listing.IdOf(collection)), ["Type"] = target.Text("Type") },
        };
        payment["Date"] = Fields.Stamp(day);
        books.Touch(payment);
        books.List("Payments").Add(payment);
        Move(target, collection, amount);
        target["Payments"]!.AsArray().Add(new JsonObject { ["PaymentID"] = payment.Text("PaymentID"), ["Date"] = payment.Text("Date"), ["Amount"] = amount, ["Reference"] = payment.Text("Reference") });
        books.Touch(target);
        var isReceived = type is "ACCRECPAYMENT" or "APCREDITPAYMENT";
        var control = books.System(type.StartsWith("AP", StringComparison.Ordinal) || type == "ACCPAYPAYMENT" ? "CREDITORS" : "DEBTORS");
        books.Ledger.Post(payment.Text("PaymentID"), [(account.Text("AccountID"), isReceived ? amount : -amount), (control, isReceived ? -amount : amount)]);
        return payment;
    }

    public static JsonObject TakeBack(XeroOrganisation books, string id, JsonObject given)
    {
        var payment = Listing.Find(books, "Payments", id);
        if (given.Text("Status") != "DELETED" || payment.Text("Status") == "DELETED")
        {
            throw new RefusedException("Payment is not of a valid status for modification");
        }

        books.CheckOpen(payment.Day("Date"));
        var (collection, target) = TargetOf(books, payment);
        payment["Status"] = "DELETED";
        books.Touch(payment);
        books.Touch(target);
        Move(target, collection, -payment.Amount("Amount"));
        var listed = target["Payments"]!.AsArray();
        listed.Remove(listed.First(one => one!["PaymentID"]!.GetValue<string>() == id));
        books.Ledger.TakeBack(id);
        return payment;
    }

    public static JsonObject Allocate(XeroOrganisation books, string collection, string id, JsonObject given)
    {
        var credit = Listing.Find(books, collection, id);
        var invoice = books.List("Invoices").Find(one => one.Text("InvoiceID") == given.Part("Invoice").Text("InvoiceID"))
            ?? throw new RefusedException("An existing Invoice with the specified InvoiceID could not be found");
        var amount = given.Amount("Amount");
        if (invoice.Text("Status") == "PAID")
        {
            throw new RefusedException("The invoice you are trying to allocate to has already been paid off");
        }

        if (amount > credit.Amount("RemainingCredit") || amount > invoice.Amount("AmountDue"))
        {
            throw new RefusedException("Credit Note cannot be allocated as amount is greater than amount outstanding");
        }

        if (invoice.Text("Type") != (credit.Text("Type") is "ACCPAYCREDIT" ? "ACCPAY" : "ACCREC") || invoice.Text("Status") != "AUTHORISED" || credit.Text("Status") != "AUTHORISED")
        {
            throw new RefusedException("Credit Note cannot be allocated to an incorrect invoice type");
        }

        if (invoice.Part("Contact").Text("ContactID") != credit.Part("Contact").Text("ContactID"))
        {
            throw new RefusedException("Credit Note cannot be allocated to an invoice of another contact");
        }

        var allocation = new JsonObject { ["AllocationID"] = books.NewId(), ["Amount"] = amount, ["Date"] = Fields.Stamp(given.Day("Date")), ["Invoice"] = new JsonObject { ["InvoiceID"] = invoice.Text("InvoiceID") } };
        credit["Allocations"]!.AsArray().Add(allocation);
        Apply(books, credit, invoice, amount);
        return allocation;
    }

    public static Reply Release(XeroOrganisation books, string collection, string id, string allocationId)
    {
        var credit = Listing.Find(books, collection, id);
        var allocations = credit["Allocations"]!.AsArray();
        var allocation = allocations.OfType<JsonObject>().FirstOrDefault(one => one.Text("AllocationID") == allocationId) ?? throw new MissingException();
        allocations.Remove(allocation);
        Apply(books, credit, Listing.Find(books, "Invoices", allocation.Part("Invoice").Text("InvoiceID")), -allocation.Amount("Amount"));
        return Xero.Reply.Json(200, new JsonObject { ["AllocationId"] = allocationId, ["Date"] = allocation.Text("Date"), ["IsDeleted"] = true });
    }

    private static void Apply(XeroOrganisation books, JsonObject credit, JsonObject invoice, decimal amount)
    {
        books.Touch(credit);
        books.Touch(invoice);
        credit["RemainingCredit"] = credit.Amount("RemainingCredit") - amount;
        credit["Status"] = credit.Amount("RemainingCredit") == 0 ? "PAID" : "AUTHORISED";
        invoice["AmountCredited"] = invoice.Amount("AmountCredited") + amount;
        Due(invoice, amount);
    }

    private static void Move(JsonObject target, string collection, decimal amount)
    {
        if (collection == "Invoices")
        {
            target["AmountPaid"] = target.Amount("AmountPaid") + amount;
            Due(target, amount);
            return;
        }

        target["RemainingCredit"] = target.Amount("RemainingCredit") - amount;
        target["Status"] = target.Amount("RemainingCredit") == 0 ? "PAID" : "AUTHORISED";
    }

    private static void Due(JsonObject invoice, decimal amount)
    {
        invoice["AmountDue"] = invoice.Amount("AmountDue") - amount;
        invoice["Status"] = invoice.Amount("AmountDue") == 0 ? "PAID" : "AUTHORISED";
    }

    private static void CheckOpenAmount(JsonObject target, string collection, decimal amount)
    {
        var messages = new List<string>();
        if (target.Text("Status") != "AUTHORISED")
        {
            messages.Add("Payments can only be made against Authorised documents");
        }

        if (amount > target.Amount(collection == "Invoices" ? "AmountDue" : "RemainingCredit"))
        {
            messages.Add("Payment amount exceeds the amount outstanding on this document");
        }

        if (messages.Count > 0)
        {
            throw new RefusedException([.. messages]);
        }
    }

    private static (string Collection, JsonObject Target) TargetOf(XeroOrganisation books, JsonObject given)
    {
        foreach (var collection in (string[])["Invoices", "CreditNotes", "Overpayments"])
        {
            if (given.Part(collection[..^1]).Text(Listing.IdOf(collection)) is { Length: > 0 } id)
            {
                return (collection, books.List(collection).Find(one => one.Text(Listing.IdOf(collection)) == id)
                    ?? throw new RefusedException(collection == "CreditNotes"
                        ? "An existing Credit Note with the specified CreditNoteID could not be found"
                        : $"An existing {collection[..^1]} with the specified {Listing.IdOf(collection)} could not be found"));
            }
        }

        throw new RefusedException("Payments can only be made against Authorised documents");
    }

    private static string TypeOf(string collection, string type) => (collection, type) switch
    {
        ("Invoices", "ACCREC") => "ACCRECPAYMENT",
        ("Invoices", _) => "ACCPAYPAYMENT",
        ("CreditNotes", "ACCRECCREDIT") => "ARCREDITPAYMENT",
        ("CreditNotes", _) => "APCREDITPAYMENT",
        _ => "AROVERPAYMENTPAYMENT",
    };
}
