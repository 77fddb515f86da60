using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tryton;

/// <summary>What stands in Tryton under a document's number.</summary>
internal sealed record TrytonFound
{
    public required string Model { get; init; }

    /// <summary>The document itself, once it counts; null where it does not.</summary>
    public required TrytonRecord? Standing { get; init; }

    /// <summary>Whether the document itself was in the books and was taken out again.</summary>
    public required bool IsVoid { get; init; }

    /// <summary>Whether the number is another document's.</summary>
    public required bool IsTaken { get; init; }

    /// <summary>Drafts of the document itself, oldest first: of several the first is to be finished.</summary>
    public required IReadOnlyList<int> Drafts { get; init; }

    /// <summary>Drafts of other documents of ours with the same number that came later: they must give way.</summary>
    public required IReadOnlyList<int> Rivals { get; init; }

    /// <summary>Looks at all that has the number.</summary>
    public static async Task<TrytonFound> LookAsync(TrytonDatabase database, Document document, CancellationToken cancellationToken)
    {
        var isInvoice = document.Kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote or DocumentKind.Bill or DocumentKind.BillCreditNote;
        var model = isInvoice ? TrytonId.Invoice : TrytonId.Move;
        var conditions = isInvoice
            ? new JsonArray(Where("company", "=", database.Company), new JsonArray("OR", Where("number", "=", document.Number), Where("reference", "=", TrytonMark.Of(document))))
            : new JsonArray(Where("company", "=", database.Company), Where("description", "like", document.Number + ".%"));
        IReadOnlyList<string> fields = isInvoice ? ["number", "reference", "state", "total_amount", "tax_amount"] : ["description", "origin", "state"];
        return Of(model, document, await database.SearchAsync(model, conditions, fields, cancellationToken));
    }

    private static TrytonFound Of(string model, Document document, IReadOnlyList<TrytonRecord> records)
    {
        var known = records.Select(record => (Record: record, Mark: TrytonMark.Find(document.Number, record.Text(model == TrytonId.Invoice ? "reference" : "description")), State: record.Text("state")))
            .Where(one => model == TrytonId.Invoice || one.Mark is not null).ToList();

        // Tryton copies a move's description to the move that takes it back.
        var marks = known.ToDictionary(one => one.Record.Id, one => one.Mark);
        var reversed = known.Where(one => Reversed(one.Record) is { } id && marks.GetValueOrDefault(id) == one.Mark).ToDictionary(one => one.Record.Id, one => Reversed(one.Record)!.Value);
        var own = known.Where(one => one.Mark == TrytonMark.Of(document) && !reversed.ContainsKey(one.Record.Id)).ToList();
        var others = known.Where(one => one.Mark != TrytonMark.Of(document) && !reversed.ContainsKey(one.Record.Id)).ToList();
        var drafts = own.Where(one => one.State is "draft" or "validated").Select(one => one.Record.Id).ToList();
        var standing = own.Where(one => !drafts.Contains(one.Record.Id) && one.State != "cancelled" && !reversed.ContainsValue(one.Record.Id)).ToList();
        var rivals = others.Where(one => one.Mark is not null && one.State == "draft" && drafts.Count > 0 && one.Record.Id > drafts[0]).Select(one => one.Record.Id).ToList();
        return new TrytonFound
        {
            Model = model,
            Standing = standing.Count > 0 ? standing[0].Record : null,
            IsVoid = own.Exists(one => one.State == "cancelled" || reversed.ContainsValue(one.Record.Id)),
            IsTaken = others.Exists(one => !rivals.Contains(one.Record.Id)),
            Drafts = drafts,
            Rivals = rivals,
        };
    }

    /// <summary>The move that a move takes back, or pays; null where its origin is none.</summary>
    public static int? Reversed(TrytonRecord record) =>
        record.Text("origin") is { } origin && origin.StartsWith(TrytonId.Move + ",", StringComparison.Ordinal) && int.TryParse(origin.AsSpan(TrytonId.Move.Length + 1), out var id) ? id : null;
}
