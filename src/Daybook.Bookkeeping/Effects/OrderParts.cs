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

        var tolerance = currency.Unit * Math.Max(1, order.Lines.Count + order.Charges.Count);
        var gap = Gap(order, currency);
        if (gap == 0)
        {
            var whole = Whole(order, currency, catalogue);
            return TaxMismatch(order, currency, whole, tolerance) is { } mismatch ? Refused(mismatch) : new(whole, 0, null);
        }

        var items = Items(order, currency, catalogue);
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

    /// <summary>What the lines and charges lack of the total.</summary>
    private static decimal Gap(Order order, Currency currency)
    {
        var gap = currency.Round(order.Total);
        for (var i = 0; i < order.Lines.Count; i++)
        {
            gap -= currency.Round(order.Lines[i].Total);
        }

        for (var i = 0; i < order.Charges.Count; i++)
        {
            gap -= currency.Round(order.Charges[i].Total);
        }

        return gap;
    }

    /// <summary>The parts of an order whose lines and charges are all there is to it: nearly all are such.</summary>
    private static OrderPart[] Whole(Order order, Currency currency, Catalogue catalogue)
    {
        var lines = order.Lines.Count;
        var parts = new OrderPart[lines + order.Charges.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = i < lines ? PartOf(order.Lines[i], currency, catalogue).Part : PartOf(order.Charges[i - lines], currency);
        }

        return parts;
    }

    /// <summary>A line as a part, with the role that giving it back has.</summary>
    private static (OrderPart Part, Role Refund) PartOf(OrderLine line, Currency currency, Catalogue catalogue)
    {
        var gross = currency.Round(line.Total);
        var product = catalogue.ProductOf(line.Product);
        var taxCode = CodeOf(line.Taxes, line.Rate);
        var refund = product.IsGiftCard ? Role.Prepaid(taxCode) : Role.Refunds(product.Category, taxCode);
        var role = product.IsGiftCard || gross < 0 ? refund : Role.Sales(product.Category, taxCode);
        return (new OrderPart(role, gross, currency.Round(line.Tax), line.Taxes), refund);
    }

    private static OrderPart PartOf(ServiceCharge charge, Currency currency) => new(
        Role.ServiceCharge(charge.Type, CodeOf(charge.Taxes, charge.Rate)), currency.Round(charge.Total), currency.Round(charge.Tax), charge.Taxes);

    private static string CodeOf(IReadOnlyList<TaxShare> taxes, decimal rate) => taxes.Count == 0 ? TaxCode.OfRate(rate) : TaxCode.OfComponents(taxes);

    private static Item[] Items(Order order, Currency currency, Catalogue catalogue) =>
    [
        .. order.Lines.Select(line =>
        {
            var (part, refund) = PartOf(line, currency, catalogue);
            return new Item(part, refund) { Product = line.Product, IsLine = true };
        }),
        .. order.Charges.Select(charge => PartOf(charge, currency)).Select(part => new Item(part, part.Role)),
    ];

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
        return
        [
            .. bearers.Select((item, i) => new OrderPart(item.RefundRole, -shares[i], -currency.Round(item.LeftTax * shares[i] / item.Left), item.Taxes))
                .Where(part => part.Gross != 0).Select(part => new Item(part, part.Role)),
        ];
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
    private static string? TaxMismatch(Order order, Currency currency, OrderPart[] parts, decimal tolerance)
    {
        if (order.Tax is not { } given || given == 0)
        {
            return null;
        }

        var stated = currency.Round(given);
        decimal net = 0;
        decimal sold = 0;
        foreach (ref readonly var part in parts.AsSpan())
        {
            net += part.Tax;
            sold += part.Gross > 0 ? part.Tax : 0;
        }

        return Math.Abs(stated - net) <= tolerance || Math.Abs(stated - sold) <= tolerance
            ? null
            : $"The order's totalTaxAmount {stated} is not the sum of the tax of its lines and charges, {net}.";
    }

    private static OrderPart[] AsParts(Item[] items) =>
        Array.ConvertAll(items, item => new OrderPart(item.Role, item.Gross, item.Tax, item.Taxes));

    /// <summary>A line or charge while discounts and refunds are taken off it.</summary>
    private sealed class Item(OrderPart part, Role refundRole)
    {
        public Role Role { get; } = part.Role;

        public Role RefundRole { get; } = refundRole;

        public string? Product { get; init; }

        public bool IsLine { get; init; }

        public decimal Gross { get; set; } = part.Gross;

        public decimal Tax { get; set; } = part.Tax;

        public IReadOnlyList<TaxShare> Taxes { get; } = part.Taxes;

        public bool Discounted { get; set; }

        public decimal TakenGross { get; set; }

        public decimal TakenTax { get; set; }

        public decimal Left => Gross > 0 ? Gross - TakenGross : 0;

        public decimal LeftTax => Tax - TakenTax;
    }
}
