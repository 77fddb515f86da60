using System.Globalization;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>Lists: filtered, sorted and in pages, without what only single things show.</summary>
internal static class Listing
{
    private const int DefaultSize = 25;
    private const int MaxSize = 100;
    private static readonly string[] NeedAccount = ["bank_transactions", "bank_transaction_explanations"];
    private static readonly string[] Undated = ["invoices", "credit_notes", "contacts", "bank_accounts"];

    public static (int Page, int Size) PageOf(Func<string, string> query) =>
        (int.TryParse(query("page"), out var page) && page > 0 ? page : 1, int.TryParse(query("per_page"), out var size) && size > 0 ? Math.Min(size, MaxSize) : DefaultSize);

    public static Reply Of(FreeAgentCompany books, Question question)
    {
        var resource = question.Path[0];
        if (NeedAccount.Contains(resource) && question.Query("bank_account").Length == 0)
        {
            throw new DeniedException(400, "bank_account is missing");
        }

        var (page, size) = PageOf(question.Query);
        var fitting = books.List(resource).Where(item => Fits(item, resource, question)).ToList();
        if (question.Query("sort").StartsWith('-'))
        {
            fitting.Reverse();
        }

        var items = fitting.Skip((page - 1) * size).Take(size).Select(item => Shown(item, resource, question));
        return Reply.Json(200, new JsonObject { [resource] = new JsonArray([.. items.Select(item => Values.Outside(item, question.Address))]) }) with { Total = fitting.Count };
    }

    private static bool Fits(JsonObject item, string resource, Question question)
    {
        foreach (var name in (string[])["contact", "bank_account"])
        {
            if (question.Query(name) is { Length: > 0 } address && item.Text(name) != Values.PathOf(address))
            {
                return false;
            }
        }

        if (question.Query("updated_since") is { Length: > 0 } since
            && DateTimeOffset.Parse(item.Text("updated_at"), CultureInfo.InvariantCulture) < DateTimeOffset.Parse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))
        {
            return false;
        }

        if (!Undated.Contains(resource) && ((question.Day("from_date") is { } from && item.Day("dated_on") < from) || (question.Day("to_date") is { } to && item.Day("dated_on") > to)))
        {
            return false;
        }

        return (question.Query("tag") is not { Length: > 0 } tag || item.Text("tag") == tag) && InView(item, resource, question.Query("view"));
    }

    private static bool InView(JsonObject item, string resource, string view) => (resource, view) switch
    {
        ("contacts", "" or "active") => item.Text("status") == "Active",
        ("contacts", "hidden") => item.Text("status") == "Hidden",
        ("bank_transactions", "unexplained") => item.Amount("unexplained_amount") != 0,
        ("invoices", "draft") => item.Text("status") == "Draft",
        _ => true,
    };

    private static JsonObject Shown(JsonObject item, string resource, Question question)
    {
        var inner = resource switch { "invoices" => "invoice_items", "credit_notes" => "credit_note_items", "bills" => "bill_items", _ => null };
        if (inner is null || question.Query("nested_" + inner) == "true")
        {
            return item;
        }

        var shown = item.DeepClone().AsObject();
        shown.Remove(inner);
        return shown;
    }
}
