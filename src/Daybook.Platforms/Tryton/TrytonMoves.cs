using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Syncing;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tryton;

/// <summary>Everything that is no invoice as a move: journal entries, transfers, money, and credit set against what is owed.</summary>
/// <param name="chart">The books.</param>
/// <param name="link">Which customer and supplier.</param>
/// <param name="company">Tryton's id of the company.</param>
/// <param name="worth">What one unit of the document's currency is worth in the company's.</param>
internal sealed class TrytonMoves(TrytonChart chart, PlatformLink link, int company, decimal worth)
{
    /// <param name="document">The document.</param>
    /// <param name="owedOn">For an allocation the account that both sides are owed on; else not asked for.</param>
    /// <param name="target">What it pays; null: nothing.</param>
    /// <param name="source">Whose credit is used; null: none.</param>
    public TrytonForm Of(Document document, int? owedOn, TrytonId? target, TrytonId? source)
    {
        var ledger = document.Kind == DocumentKind.CreditAllocation ? Allocation(document, owedOn!.Value) : [.. document.Ledger.Select(Entry)];
        Balance(ledger);
        var period = chart.PeriodOf(document.Date)!;
        var values = new JsonObject
        {
            ["journal"] = JournalOf(document),
            ["period"] = period.Id,
            ["date"] = Day(document.Date),
            ["company"] = company,
            ["description"] = string.Join(' ', [TrytonMark.Of(document), .. document.Notes]),
            ["origin"] = target is null ? null : $"{target.Model},{target.Id}",
            ["lines"] = Created(ledger.Select(entry => Line(document, entry))),
        };
        return new TrytonForm(TrytonId.Move, values) { Ties = Ties(document, ledger, target, source) };
    }

    private List<Side> Allocation(Document document, int owedOn) =>
        [new(owedOn, document.Total, WorthOf(document.Total), null), new(owedOn, -document.Total, -WorthOf(document.Total), null)];

    /// <summary>A tax stands for the account that Tryton books it on, and is reported as that tax.</summary>
    private Side Entry(LedgerLine line)
    {
        if (chart.Accounts.TryGetValue(line.Account, out var account))
        {
            return new Side(account.Id, line.Amount, WorthOf(line.Amount), null);
        }

        var tax = chart.Taxes[line.Account];
        return new Side(line.Amount <= 0 ? tax.Account : tax.CreditAccount, line.Amount, WorthOf(line.Amount), tax.Id);
    }

    /// <summary>What rounding leaves over goes to the largest side.</summary>
    private static void Balance(List<Side> sides)
    {
        var rest = sides.Sum(side => side.Worth);
        if (rest != 0)
        {
            var largest = sides.IndexOf(sides.MaxBy(side => Math.Abs(side.Worth))!);
            sides[largest] = sides[largest] with { Worth = sides[largest].Worth - rest };
        }
    }

    private JsonObject Line(Document document, Side side)
    {
        var account = chart.Accounts.Values.FirstOrDefault(account => account.Id == side.Account);
        var line = new JsonObject
        {
            ["account"] = side.Account,
            ["debit"] = Money(Math.Max(side.Worth, 0)),
            ["credit"] = Money(Math.Max(-side.Worth, 0)),
            ["description"] = document.Lines.FirstOrDefault(line => line.Account == account?.Key)?.Description,
        };
        if (account is { NeedsParty: true })
        {
            line["party"] = chart.Parties[(account.IsPayable ? link.SupplierId : link.CustomerId)!].Id;
        }

        if (document.Currency.Code != chart.Currency.Code)
        {
            line["second_currency"] = chart.Currencies[document.Currency.Code].Id;
            line["amount_second_currency"] = Money(side.Amount);
        }

        if (side.Tax is { } tax)
        {
            line["tax_lines"] = Created([new JsonObject { ["tax"] = tax, ["type"] = "tax", ["amount"] = Money(-side.Worth) }]);
        }

        return line;
    }

    /// <summary>The line on what is owed pays the target; of an allocation one line uses up the source, the other pays the target.</summary>
    private List<TrytonTie> Ties(Document document, List<Side> ledger, TrytonId? target, TrytonId? source)
    {
        if (document.Kind == DocumentKind.CreditAllocation)
        {
            return [new TrytonTie(true, ledger[0].Account, source!), new TrytonTie(false, ledger[1].Account, target!)];
        }

        var owed = ledger.Find(side => chart.Accounts.Values.Any(account => account.Id == side.Account && (account.IsReceivable || account.IsPayable)));
        return target is null || owed is null ? [] : [new TrytonTie(owed.Worth > 0, owed.Account, target)];
    }

    private int JournalOf(Document document)
    {
        var isMoney = document.Account is not null;
        var order = isMoney ? (string[])["cash", "general", "revenue"] : ["general", "cash", "revenue"];
        return chart.Journals[Array.Find(order, chart.Journals.ContainsKey) ?? chart.Journals.Keys.First()];
    }

    private decimal WorthOf(decimal amount) => decimal.Round(amount * worth, chart.Currency.Digits, MidpointRounding.AwayFromZero);

    private sealed record Side(int Account, decimal Amount, decimal Worth, int? Tax);
}
