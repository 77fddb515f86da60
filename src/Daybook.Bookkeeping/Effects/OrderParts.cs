namespace Daybook.Bookkeeping;

/// <summary>One taxed amount of an order, after discounts: what becomes part of a line on a document.</summary>
/// <param name="Role">Sales, refunds, prepaid or a service charge.</param>
/// <param name="Gross">With tax; negative gives money back.</param>
/// <param name="Tax">The tax inside <paramref name="Gross"/>.</param>
/// <param name="Taxes">The components that the tax is made of; empty where it is one.</param>
internal readonly record struct OrderPart(Role Role, decimal Gross, decimal Tax, IReadOnlyList<TaxShare> Taxes);

/// <summary>An order taken apart: the parts and the rounding that together make its total.</summary>
/// <param name="Parts">The taxed amounts.</param>
/// <param name="Rounding">What the parts lack of the total: at most one unit for each line and charge.</param>
/// <param name="Refusal">Why the order can't be taken apart, or null.</param>
internal readonly record struct OrderParts(IReadOnlyList<OrderPart> Parts, decimal Rounding, string? Refusal)
{
    /// <summary>
    /// Takes an order apart. A discount or refund that the total contains and no line shows is spread over the lines by largest remainder;
    /// its tax follows the lines' own, so that refunds over several versions end exactly at the original tax.
    /// </summary>
    public static OrderParts Of(Order order, Catalogue catalogue)
    {
        if (order.Currency is not { } currency)
        {
            return Refused("The order has no currency that is an ISO 4217 code.");
        }

        if (order.CreatedAt is null)
        {
            return Refused("The order has no createdDate, so its business day is not known.");
        }

        var items = Items(order, currency, catalogue);
        var tolerance = currency.Unit * Math.Max(1, items.Length);
        var gap = currency.Round(order.Total);
        foreach (var item in items)
        {
            gap -= item.Gross;
        }

        if (gap == 0)
        {
            return TaxMismatch(order, currency, items, tolerance) is { } mismatch ? Refused(mismatch) : new(AsParts(items), 0, null);
        }

        var missingRefund = MissingRefund(order, currency, items, gap);
        var missingDiscount = MissingDiscount(order, currency, items, gap - missingRefund, tolerance);
        var rounding = gap - missingRefund - missingDiscount;
        if (Math.Abs(rounding) > tolerance)
        {
            return Refused($"The order's totalAmount {currency.Round(order.Total)} differs from the sum of its lines and charges {items.Sum(item => item.Gross)} by {gap}, which neither totalRefund nor totalDiscount explains.");
        }

        if (missingDiscount != 0 && !TakeDiscount(items, -missingDiscount, currency))
        {
            return Refused($"The order's discount of {-missingDiscount} is more than its lines.");
        }

        var refunds = Array.Empty<Item>();
        if (missingRefund != 0 && !TryRefund(items, -missingRefund, currency, out refunds))
        {
            return Refused($"The order's refund of {-missingRefund} is more than what is left of its lines and charges.");
        }

        KeepSourceTax(order, currency, items, refunds, missingDiscount != 0, tolerance);
        return new(AsParts([.. items, .. refunds]), rounding, null);
    }

    private static OrderParts Refused(string reason) => new([], 0, reason);

    private static Item[] Items(Order order, Currency currency, Catalogue catalogue)
    {
        var items = new Item[order.Lines.Count + order.Charges.Count];
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var line = order.Lines[i];
            var gross = currency.Round(line.Total);
            var product = catalogue.ProductOf(line.Product);
            var taxCode = line.Taxes.Count == 0 ? TaxCode.OfRate(line.Rate) : TaxCode.OfComponents(line.Taxes);
            var role = product.IsGiftCard ? Role.Prepaid(taxCode) : gross < 0 ? Role.Refunds(product.Category, taxCode) : Role.Sales(product.Category, taxCode);
            items[i] = new Item
            {
                Role = role,
                RefundRole = product.IsGiftCard ? role : Role.Refunds(product.Category, taxCode),
                Product = line.Product,
                IsLine = true,
                Gross = gross,
                Tax = currency.Round(line.Tax),
                Taxes = line.Taxes,
            };
        }

        for (var i = 0; i < order.Charges.Count; i++)
        {
            var charge = order.Charges[i];
            var role = Role.ServiceCharge(charge.Type, charge.Taxes.Count == 0 ? TaxCode.OfRate(charge.Rate) : TaxCode.OfComponents(charge.Taxes));
            items[order.Lines.Count + i] = new Item
            {
                Role = role,
                RefundRole = role,
                Gross = currency.Round(charge.Total),
                Tax = currency.Round(charge.Tax),
                Taxes = charge.Taxes,
            };
        }

        return items;
    }

    /// <summary>The part of the gap (≤ 0) that is a refund which no line or charge shows.</summary>
    private static decimal MissingRefund(Order order, Currency currency, Item[] items, decimal gap)
    {
        var stated = -Math.Abs(currency.Round(order.Refund));
        var shown = items.Where(item => item.Gross < 0).Sum(item => item.Gross);
        return gap < 0 && stated < shown ? Math.Max(gap, stated - shown) : 0;
    }

    /// <summary>
    /// The part of what is left of the gap (≤ 0) that is a discount which no line shows. The stated discount is without tax, so the missing
    /// amount lies between the stated one and the stated one with the highest tax.
    /// </summary>
    private static decimal MissingDiscount(Order order, Currency currency, Item[] items, decimal rest, decimal tolerance)
    {
        var stated = currency.Round(Math.Abs(order.Discount) - order.Lines.Sum(line => Math.Abs(line.Discount)));
        if (rest >= 0 || stated <= 0)
        {
            return 0;
        }

        var highestRate = items.Where(item => item.Gross > item.Tax).Select(item => item.Tax / (item.Gross - item.Tax)).DefaultIfEmpty(0).Max();
        return -rest >= stated - tolerance && -rest <= stated * (1 + highestRate) + tolerance ? rest : 0;
    }

    private static bool TakeDiscount(Item[] items, decimal discount, Currency currency)
    {
        var bearers = items.Any(item => item.IsLine && item.Gross > 0) ? items.Where(item => item.IsLine && item.Gross > 0).ToArray() : [.. items.Where(item => item.Gross > 0)];
        if (bearers.Sum(item => item.Gross) < discount)
        {
            return false;
        }

        var shares = Spread.ByLargestRemainder(discount, Array.ConvertAll(bearers, item => item.Gross), currency.Unit);
        var exactTaxes = bearers.Select((item, i) => Math.Abs(item.Tax) * shares[i] / item.Gross).ToArray();
        var taxes = Spread.ByLargestRemainder(currency.Round(exactTaxes.Sum()), exactTaxes, currency.Unit);
        for (var i = 0; i < bearers.Length; i++)
        {
            bearers[i].Gross -= shares[i];
            bearers[i].Tax -= Math.Sign(bearers[i].Tax) * taxes[i];
            bearers[i].Discounted = true;
        }

        return true;
    }

    /// <summary>Spreads a refund over what the refund lines have left of the lines, then of the charges.</summary>
    private static bool TryRefund(Item[] items, decimal refund, Currency currency, out Item[] refunds)
    {
        foreach (var given in items.Where(item => item.Gross < 0))
        {
            TakeBack(items, given);
        }

        var lines = items.Where(item => item.IsLine && item.Left > 0).ToArray();
        var charges = items.Where(item => !item.IsLine && item.Left > 0).ToArray();
        var onLines = Math.Min(refund, lines.Sum(item => item.Left));
        var onCharges = refund - onLines;
        if (onCharges > charges.Sum(item => item.Left))
        {
            refunds = [];
            return false;
        }

        refunds = [.. RefundShares(lines, onLines, currency), .. RefundShares(charges, onCharges, currency)];
        return true;
    }

    /// <summary>Takes a refund line off the lines that it gives back: those of the same product and tax, then of the same tax, then any.</summary>
    private static void TakeBack(Item[] items, Item given)
    {
        var gross = -given.Gross;
        var tax = -given.Tax;
        var likely = items.Where(item => item.Gross > 0 && item.IsLine == given.IsLine)
            .OrderByDescending(item => (item.RefundRole.TaxCode == given.RefundRole.TaxCode ? 2 : 0) + (item.Product == given.Product ? 1 : 0));
        foreach (var item in likely)
        {
            var taken = Math.Min(gross, item.Left);
            if (taken <= 0)
            {
                continue;
            }

            var takenTax = taken == gross ? Math.Min(tax, item.LeftTax) : item.LeftTax;
            item.TakenGross += taken;
            item.TakenTax += takenTax;
            gross -= taken;
            tax -= takenTax;
        }
    }

    private static Item[] RefundShares(Item[] bearers, decimal refund, Currency currency)
    {
        var shares = Spread.ByLargestRemainder(refund, Array.ConvertAll(bearers, item => item.Left), currency.Unit);
        return [.. bearers.Select((item, i) => new Item
        {
            Role = item.RefundRole,
            RefundRole = item.RefundRole,
            IsLine = item.IsLine,
            Gross = -shares[i],
            Tax = -currency.Round(item.LeftTax * shares[i] / item.Left),
            Taxes = item.Taxes,
        }).Where(item => item.Gross != 0)];
    }

    /// <summary>Where the source's order-level tax tells the tax of what was spread to the penny, that penny is the source's.</summary>
    private static void KeepSourceTax(Order order, Currency currency, Item[] items, Item[] refunds, bool discounted, decimal tolerance)
    {
        if (order.Tax is not { } stated)
        {
            return;
        }

        var difference = currency.Round(stated) - items.Sum(item => item.Tax) - refunds.Sum(item => item.Tax);
        var bearer = refunds.Length > 0 ? refunds.MaxBy(item => Math.Abs(item.Tax))
            : discounted ? items.Where(item => item.Discounted).MaxBy(item => Math.Abs(item.Tax)) : null;
        if (difference != 0 && Math.Abs(difference) <= tolerance && bearer is { Tax: not 0 })
        {
            bearer.Tax += difference;
        }
    }

    /// <summary>Why the order's stated tax can't be that of its lines and charges; null where it can. A source may state it before or after refunds.</summary>
    private static string? TaxMismatch(Order order, Currency currency, Item[] items, decimal tolerance)
    {
        if (order.Tax is not { } given || given == 0)
        {
            return null;
        }

        var stated = currency.Round(given);
        decimal net = 0;
        decimal sold = 0;
        foreach (var item in items)
        {
            net += item.Tax;
            sold += item.Gross > 0 ? item.Tax : 0;
        }

        return Math.Abs(stated - net) <= tolerance || Math.Abs(stated - sold) <= tolerance
            ? null
            : $"The order's totalTaxAmount {stated} is not the sum of the tax of its lines and charges, {net}.";
    }

    private static OrderPart[] AsParts(Item[] items) =>
        Array.ConvertAll(items, item => new OrderPart(item.Role, item.Gross, item.Tax, item.Taxes));

    private sealed class Item
    {
        public required Role Role { get; init; }

        public required Role RefundRole { get; init; }

        public string? Product { get; init; }

        public bool IsLine { get; init; }

        public decimal Gross { get; set; }

        public decimal Tax { get; set; }

        public required IReadOnlyList<TaxShare> Taxes { get; init; }

        public bool Discounted { get; set; }

        public decimal TakenGross { get; set; }

        public decimal TakenTax { get; set; }

        public decimal Left => Gross > 0 ? Gross - TakenGross : 0;

        public decimal LeftTax => Tax - TakenTax;
    }
}
