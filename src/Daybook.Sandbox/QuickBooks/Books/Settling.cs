using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>What one line of a payment settles.</summary>
internal sealed record SettlingLink(string Type, string Id, bool IsCharge, decimal Amount)
{
    public string Key => $"{Type}/{Id}";
}

/// <summary>Sets payments against documents, and takes that back.</summary>
internal static class Settling
{
    /// <exception cref="RefusedException">A line names what can't be settled, another's, or more than is open.</exception>
    public static IReadOnlyList<SettlingLink> LinksOf(QuickBooksCompany books, JsonObject payment, string party, IReadOnlyList<string> allowed)
    {
        var links = new List<SettlingLink>();
        foreach (var line in payment.Parts("Line"))
        {
            foreach (var link in line.Parts("LinkedTxn"))
            {
                var (type, id) = (link.Text("TxnType"), link.Text("TxnId"));
                var item = books.Open.Find($"{type}/{id}");
                if (!allowed.Contains(type) || item is null || item.Party != party || item.Currency != Documents.CurrencyOf(payment))
                {
                    throw books.Find(QuickBooksFields.Entities.Contains(type) ? type : "Invoice", id) is null ? RefusedException.Gone()
                        : new RefusedException("620", "Transaction can't be linked", $"Txn cannot be linked: {type} {id}");
                }

                var amount = line.Amount("Amount");
                if (amount <= 0 || amount + links.Where(other => other.Type == type && other.Id == id).Sum(other => other.Amount) > item.Amount)
                {
                    throw RefusedException.Business($"The amount {amount} exceeds the open balance {item.Amount} of {type} {id}.");
                }

                links.Add(new SettlingLink(type, id, item.IsCharge, amount));
            }
        }

        return links;
    }

    /// <param name="books">The books.</param>
    /// <param name="entity">Of the payment.</param>
    /// <param name="linkType">What the settled documents call it.</param>
    /// <param name="payment">The payment, in the books already.</param>
    /// <param name="links">What it settles.</param>
    public static void Apply(QuickBooksCompany books, string entity, string linkType, JsonObject payment, IReadOnlyList<SettlingLink> links)
    {
        foreach (var link in links)
        {
            books.Open.Apply(Documents.KeyOf(entity, payment), link.Key, link.Amount);
            var settled = books.Find(link.Type, link.Id)!;
            settled["LinkedTxn"]!.AsArray().Add(new JsonObject { ["TxnId"] = payment.Text("Id"), ["TxnType"] = linkType });
            Show(books, link.Key, settled);
        }
    }

    public static void TakeBack(QuickBooksCompany books, string entity, JsonObject payment)
    {
        foreach (var key in books.Open.TakeBack(Documents.KeyOf(entity, payment)))
        {
            var settled = books.Find(key.Split('/')[0], key.Split('/')[1])!;
            var links = settled["LinkedTxn"]!.AsArray();
            foreach (var link in links.OfType<JsonObject>().Where(link => link.Text("TxnId") == payment.Text("Id")).ToList())
            {
                links.Remove(link);
            }

            Show(books, key, settled);
        }
    }

    private static void Show(QuickBooksCompany books, string key, JsonObject settled)
    {
        foreach (var field in (string[])["Balance", "RemainingCredit"])
        {
            if (settled.Has(field))
            {
                settled[field] = books.Open.Find(key)!.Amount;
            }
        }

        books.Touch(settled);
    }
}
