using System.Globalization;
using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tryton;

public sealed partial class TrytonBooks : IStandingBooks
{
    private static readonly JsonNode Ours = "DB-%";

    /// <summary>What carries our marks, by two calls where it is not more than a thousand of each; drafts that were left behind too.</summary>
    public Task<IReadOnlyList<StandingDocument>> ReadStandingAsync(PlatformLink link, DaySpan days, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var database = await sessions.OpenAsync(link.Connection, cancellationToken);
        var home = Currency.Parse((await charts.GetAsync(database, cancellationToken)).Currency.Code);
        var from = Day(LocalDate.Max(days.Days.Append(days.From).Min(), new LocalDate(2000, 1, 1)));
        var invoices = await database.SearchAsync(
            TrytonId.Invoice, [Where("company", "=", database.Company), Where("reference", "like", Ours.DeepClone()), Where("invoice_date", ">=", from)], ["reference", "state", "type", "invoice_date", "currency.code"], cancellationToken);
        var moves = await database.SearchAsync(
            TrytonId.Move, [Where("company", "=", database.Company), Where("description", "like", Ours.DeepClone()), Where("date", ">=", from.DeepClone())], ["description", "origin", "state", "date"], cancellationToken);
        IEnumerable<StandingDocument> standing = [.. invoices.Select(invoice => Standing(invoice, home)).OfType<StandingDocument>(), .. Standing(moves, home)];
        return (IReadOnlyList<StandingDocument>)[.. standing.Where(one => DocumentNumber.TryRead(one.Number, out var day, out _) && days.Holds(day))];
    });

    private static StandingDocument? Standing(TrytonRecord invoice, Currency home) => DocumentMark.In(invoice.Text("reference")) is { } mark
        ? new StandingDocument
        {
            Id = mark.Id,
            Digits = DocumentMark.IdDigits,
            Number = mark.Number,
            PlatformId = new TrytonId(TrytonId.Invoice, invoice.Id).ToString(),
            Kind = invoice.Text("type") == "in" ? DocumentKind.Bill : DocumentKind.SalesInvoice,
            Date = invoice.Day("invoice_date") ?? LocalDate.MinIsoValue,
            Currency = Currency.TryParse(invoice.Related("currency")?.Text("code"), out var currency) ? currency : home,
            IsVoid = invoice.Text("state") == "cancelled",
        }
        : null;

    /// <summary>Tryton copies a move's description to the move that takes it back, and names the one as the other's origin.</summary>
    private static IEnumerable<StandingDocument> Standing(IReadOnlyList<TrytonRecord> moves, Currency home)
    {
        var marks = moves.Select(move => (Move: move, Mark: DocumentMark.In(move.Text("description")))).Where(one => one.Mark is not null).ToDictionary(one => one.Move.Id, one => one.Mark!.Value);
        var counterparts = moves.Where(move => marks.TryGetValue(move.Id, out var mark) && TrytonFound.Reversed(move) is { } id && marks.TryGetValue(id, out var other) && other == mark).ToDictionary(move => move.Id, move => TrytonFound.Reversed(move)!.Value);
        return from move in moves
               where marks.ContainsKey(move.Id) && !counterparts.ContainsKey(move.Id)
               select new StandingDocument
               {
                   Id = marks[move.Id].Id,
                   Digits = DocumentMark.IdDigits,
                   Number = marks[move.Id].Number,
                   PlatformId = new TrytonId(TrytonId.Move, move.Id).ToString(),
                   Kind = move.Text("origin") is null ? DocumentKind.Journal : DocumentKind.CreditAllocation,
                   Date = move.Day("date") ?? LocalDate.MinIsoValue,

                   // The lines would tell of another; voiding a move does not ask for it.
                   Currency = home,
                   IsVoid = counterparts.ContainsValue(move.Id),
                   Settles = move.Text("origin")?.Split(',') is [(TrytonId.Invoice or TrytonId.Move) and var model, var id] ? [new TrytonId(model, int.Parse(id, CultureInfo.InvariantCulture)).ToString()] : [],
               };
    }
}
