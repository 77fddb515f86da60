using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>Takes documents out of the books: voided ones stay in the list with nothing in them, deleted ones are gone.</summary>
internal static class Removal
{
    public static JsonObject Void(QuickBooksCompany books, string entity, JsonObject one)
    {
        Undo(books, entity, one);
        foreach (var line in one.Parts("Line"))
        {
            line["Amount"] = 0m;
        }

        if (entity != "Invoice")
        {
            one["Line"] = new JsonArray();
        }

        foreach (var field in ((string[])["TotalAmt", "Balance", "UnappliedAmt"]).Where(one.Has))
        {
            one[field] = 0m;
        }

        if (one.Has("TxnTaxDetail"))
        {
            one["TxnTaxDetail"] = new JsonObject { ["TotalTax"] = 0m };
        }

        one["PrivateNote"] = one.Text("PrivateNote").Length == 0 ? "Voided" : $"Voided {one.Text("PrivateNote")}";
        books.Touch(one);
        return one;
    }

    public static JsonObject Delete(QuickBooksCompany books, string entity, JsonObject one)
    {
        if (!one.Has("TxnDate"))
        {
            throw new RefusedException("500", "Unsupported Operation", $"Operation delete is not supported for {entity}.");
        }

        Undo(books, entity, one);
        books.List(entity).Remove(one);
        return new JsonObject { ["domain"] = "QBO", ["status"] = "Deleted", ["Id"] = one.Text("Id") };
    }

    private static void Undo(QuickBooksCompany books, string entity, JsonObject one)
    {
        books.CheckOpen(one.Day("TxnDate"));
        if (one.Parts("LinkedTxn").Any(link => link.Text("TxnType") == "Deposit"))
        {
            throw new RefusedException("6540", "Deposited Transaction cannot be changed", "Deposited Transaction cannot be changed : If you need to change this transaction you must first delete it from the deposit.");
        }

        if (one.Parts("LinkedTxn").Count > 0)
        {
            throw RefusedException.Business("You must unlink the transactions that are linked to this one first.");
        }

        Settling.TakeBack(books, entity, one);
        books.Open.Remove(Documents.KeyOf(entity, one));
        books.Ledger.TakeBack(Documents.KeyOf(entity, one));
    }
}
