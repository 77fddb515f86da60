namespace Daybook.Bookkeeping;

/// <summary>The part of a difference that belongs to one line of a document: its net amount with its taxes, as posted (a sale is negative).</summary>
internal readonly record struct TaxedLine(Role Role, decimal Net, List<Posting> Taxes)
{
    private static readonly List<Posting> NoTaxes = [];

    private decimal Tax
    {
        get
        {
            decimal sum = 0;
            foreach (var posting in Taxes)
            {
                sum += posting.Amount;
            }

            return sum;
        }
    }

    public decimal Gross => Net + Tax;

    /// <summary>The lines of an order's difference, receivable left out.</summary>
    public static List<TaxedLine> Of(Effect difference)
    {
        var lines = new List<TaxedLine>(difference.Count);
        foreach (var posting in difference.AsSpan())
        {
            var role = posting.Role.Line;
            if (role.Kind == RoleKind.Receivable || lines.Exists(line => line.Role == role))
            {
                continue;
            }

            List<Posting>? taxes = null;
            foreach (var tax in difference.AsSpan())
            {
                if (tax.Role.Kind == RoleKind.Tax && tax.Role.Line == role)
                {
                    (taxes ??= new List<Posting>(1)).Add(tax);
                }
            }

            lines.Add(new TaxedLine(role, difference.Of(role), taxes ?? NoTaxes));
        }

        return lines;
    }

    /// <summary>Whether every line is owed by the customer and every tax stands with its line, on the same side: the whole difference is one invoice, as most are.</summary>
    public static bool AllOwed(Effect difference)
    {
        foreach (var posting in difference.AsSpan())
        {
            var isReceivable = posting.Role.Kind == RoleKind.Receivable;
            if (isReceivable != posting.Amount > 0 || (posting.Role.Kind == RoleKind.Tax && difference.Of(posting.Role.Line) == 0))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Puts the line on a document. A tax without a net, or of the other sign, is on no line of any invoice: there the gross amount stands untaxed,
    /// and a journal entry moves the tax. A line that comes to nothing is a journal entry alone.
    /// </summary>
    public void Divide(List<Posting> document, List<Posting> journal)
    {
        var target = Gross == 0 ? journal : document;
        if (Gross != 0 && Tax != 0 && Math.Sign(Net) != Math.Sign(Tax))
        {
            target.Add(new Posting(Role, Gross));
            journal.Add(new Posting(Role, -Tax));
            journal.AddRange(Taxes);
            return;
        }

        if (Net != 0)
        {
            target.Add(new Posting(Role, Net));
        }

        target.AddRange(Taxes);
    }
}
