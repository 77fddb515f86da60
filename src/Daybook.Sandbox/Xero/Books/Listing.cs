using System.Globalization;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>Lists and single documents: lines only where the list is paged or the document is asked for by itself.</summary>
internal static class Listing
{
    private static readonly string[] LineFields = ["LineItems", "JournalLines"];
    private const int DefaultSize = 100;
    private const int MaxSize = 1000;

    public static Reply Of(XeroOrganisation books, Question question)
    {
        var collection = question.Path[0];
        var items = Filter.Where(books.List(collection), question.Query("where"));
        if (question.Since is { } since)
        {
            items = items.Where(item => item.Moment(item.Has("UpdatedDateUTC") ? "UpdatedDateUTC" : "CreatedDateUTC") >= since);
        }

        if (question.Query("InvoiceNumbers") is { Length: > 0 } numbers)
        {
            items = items.Where(item => numbers.Split(',').Contains(item.Text("InvoiceNumber"), StringComparer.OrdinalIgnoreCase));
        }

        if (question.Query("page").Length > 0 && collection != "BankTransfers")
        {
            return Page(books, question, collection, [.. items]);
        }

        return books.Reply(collection, items.Select(item =>
        {
            var summary = item.DeepClone().AsObject();
            foreach (var lines in LineFields.Where(name => summary.Has(name)))
            {
                summary[lines] = new JsonArray();
            }

            return summary;
        }));
    }

    public static Reply Contacts(XeroOrganisation books, Question question)
    {
        var withArchived = question.Query("includeArchived") == "true";
        var contacts = Filter.Where(books.Contacts, question.Query("where")).Where(contact => withArchived || contact.Text("ContactStatus") == "ACTIVE")
            .Where(contact => question.Since is not { } since || contact.Moment("UpdatedDateUTC") >= since);
        return Page(books, question, "Contacts", [.. contacts]);
    }

    /// <summary>The document of an id, or of a number where its kind has one.</summary>
    public static JsonObject Find(XeroOrganisation books, string collection, string id) =>
        books.List(collection).Find(document => document.Text(IdOf(collection)) == id)
        ?? books.List(collection).Find(document => collection is "Invoices" or "CreditNotes" && document.Text(NumberOf(collection)) == id)
        ?? throw new MissingException();

    public static string IdOf(string collection) => collection[..^1] + "ID";

    public static string NumberOf(string collection) => collection[..^1] + "Number";

    private static Reply Page(XeroOrganisation books, Question question, string collection, List<JsonObject> items)
    {
        var page = Number(question.Query("page"), 1);
        var size = Math.Clamp(Number(question.Query("pageSize"), DefaultSize), 1, MaxSize);
        return books.Reply(collection, items.Skip((page - 1) * size).Take(size), new JsonObject
        {
            ["page"] = page, ["pageSize"] = size, ["pageCount"] = (items.Count + size - 1) / size, ["itemCount"] = items.Count,
        });
    }

    private static int Number(string text, int missing) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : missing;
}
