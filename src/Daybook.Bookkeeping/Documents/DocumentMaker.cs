using System.Runtime.InteropServices;

namespace Daybook.Bookkeeping;

/// <summary>Turns drafts into documents under the merchant's mapping, and proves them against the effects.</summary>
internal sealed class DocumentMaker(AccountMap accounts, PlanSettings settings)
{
    private readonly SortedSet<string> unmapped = new(StringComparer.Ordinal);
    private readonly Dictionary<Role, string?> accountOf = [];
    private readonly List<(Currency Currency, string Account, decimal Amount)> taxRoundings = [];

    public Plan Make(IEnumerable<Draft> drafts, IReadOnlyDictionary<(Currency Currency, Role Role), decimal> effects, IReadOnlyList<string> problems)
    {
        var documents = drafts.Select(Make)
            .OrderBy(document => document.Kind.Rank()).ThenBy(document => document.Date).ThenBy(document => document.Currency.Code, StringComparer.Ordinal)
            .ThenBy(document => document.Location, StringComparer.Ordinal).ThenBy(document => document.Account, StringComparer.Ordinal).ToList();
        return new Plan
        {
            Documents = documents,
            Unmapped = [.. unmapped],
            Problems = problems,
            Proof = Proof(documents, effects),
            Taxes = TaxChecks(effects),
        };
    }

    private Document Make(Draft draft)
    {
        var ledger = Ledger(draft);
        var isEntry = draft.Key.Kind is DocumentKind.Journal or DocumentKind.Transfer or DocumentKind.Netted;
        var kind = isEntry && ledger.Count == 0 ? DocumentKind.Netted : draft.Key.Kind;
        var lines = kind switch
        {
            DocumentKind.SalesInvoice => Lines(draft, -1),
            DocumentKind.CreditNote or DocumentKind.Bill => Lines(draft, 1),
            DocumentKind.BillCreditNote => Lines(draft, -1),
            DocumentKind.Journal => JournalLines(draft, ledger),
            _ => [],
        };
        IReadOnlyList<string> notes = draft.Notes;
        if (!settings.TakesTax && kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote)
        {
            var platform = PlatformTax.Of(lines, draft.Key.Currency, AccountOf(Role.Rounding), settings.TaxPercents);
            Move(ledger, draft.Key.Currency, platform, kind == DocumentKind.SalesInvoice ? -1 : 1);
            (lines, notes) = (platform.Lines, [.. notes, .. platform.Notes]);
        }

        var isTransfer = kind == DocumentKind.Transfer;
        return new Document
        {
            Id = draft.Id,
            Kind = kind,
            Date = draft.Key.Date,
            Currency = draft.Key.Currency,
            Location = draft.Key.Location,
            LocationName = draft.Key.Location is { } location ? settings.Names.GetValueOrDefault(location) : null,
            Lines = lines,
            Total = kind == DocumentKind.Journal ? ledger.Where(line => line.Amount > 0).Sum(line => line.Amount)
                : lines.Count > 0 ? lines.Sum(line => line.Net + line.Tax) : draft.Amount,
            Account = draft.Key.To == default || kind == DocumentKind.Netted ? null : AccountOf(draft.Key.To),
            FromAccount = isTransfer ? AccountOf(draft.Key.From) : null,
            Target = draft.Key.Target == default ? null : draft.Key.Target,
            Source = draft.Key.Source == default ? null : draft.Key.Source,
            Notes = notes,
            Firsts = draft.Firsts,
            Ledger = ledger,
        };
    }

    private List<LedgerLine> Ledger(Draft draft)
    {
        var sums = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (role, amount) in draft.Sums)
        {
            if (amount != 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(sums, AccountOf(role), out _) += amount;
            }
        }

        return [.. sums.Where(sum => sum.Value != 0).OrderBy(sum => sum.Value < 0).ThenBy(sum => sum.Key, StringComparer.Ordinal).Select(sum => new LedgerLine(sum.Key, sum.Value))];
    }

    /// <summary>Brings the double entry in line with the tax that the platform computes; <paramref name="sign"/> is that of the document's own direction.</summary>
    private void Move(List<LedgerLine> ledger, Currency currency, PlatformTax platform, int sign)
    {
        foreach (var (tax, excess) in platform.Excess)
        {
            Move(AccountOf(tax), sign * excess);
            Move(AccountOf(Role.Rounding), -sign * excess);
        }

        void Move(string account, decimal amount)
        {
            taxRoundings.Add((currency, account, amount));
            var known = ledger.FindIndex(line => line.Account == account);
            if (known < 0)
            {
                ledger.Add(new LedgerLine(account, amount));
                return;
            }

            ledger[known] = new LedgerLine(account, ledger[known].Amount + amount);
            ledger.RemoveAll(line => line.Amount == 0);
        }
    }

    /// <summary>Lines by account, category and tax; <paramref name="sign"/> makes the document's own direction positive.</summary>
    private List<DocumentLine> Lines(Draft draft, int sign)
    {
        var lines = new List<DocumentLine>();
        var own = draft.Sums.Where(sum => sum.Key.Kind is not (RoleKind.Receivable or RoleKind.Payable));
        foreach (var group in own.GroupBy(sum => (Account: AccountOf(sum.Key.Line), Category: CategoryOf(sum.Key), sum.Key.TaxCode)))
        {
            var net = sign * group.Where(sum => sum.Key.Kind != RoleKind.Tax).Sum(sum => sum.Value);
            var tax = sign * group.Where(sum => sum.Key.Kind == RoleKind.Tax).Sum(sum => sum.Value);
            if (net != 0 || tax != 0)
            {
                lines.Add(new DocumentLine
                {
                    Account = group.Key.Account,
                    Description = Description(group.First().Key.Line),
                    Net = net,
                    Tax = tax,
                    TaxCode = group.Key.TaxCode,
                    TaxRate = TaxRateOf(group.Key.TaxCode),
                    Category = group.Key.Category,
                    Roles = [.. group.Select(sum => sum.Key)],
                });
            }
        }

        return [.. lines.OrderBy(line => line.Category, StringComparer.Ordinal).ThenByDescending(line => TaxCode.RateOf(line.TaxCode) ?? -1).ThenBy(line => line.Account, StringComparer.Ordinal)];
    }

    private List<DocumentLine> JournalLines(Draft draft, List<LedgerLine> ledger)
    {
        var roles = draft.Sums.Where(sum => sum.Value != 0).Select(sum => sum.Key).ToLookup(AccountOf);
        return [.. ledger.Select(line => new DocumentLine
        {
            Account = line.Account,
            Description = string.Join(", ", roles[line.Account].Select(role => role.Kind == RoleKind.Tax ? TaxDescription(role) : Description(role)).Distinct().Take(4)),
            Net = line.Amount,
            Roles = [.. roles[line.Account]],
        })];
    }

    private string AccountOf(Role role)
    {
        ref var account = ref CollectionsMarshal.GetValueRefOrAddDefault(accountOf, role, out var known);
        if (!known)
        {
            account = accounts.AccountOf(role);
            if (account is null)
            {
                unmapped.Add($"No account is chosen for {(role.Kind == RoleKind.Tax ? TaxDescription(role) : Description(role))}.");
            }
        }

        return account ?? $"({role})";
    }

    private string? TaxRateOf(string taxCode)
    {
        var rate = taxCode.Length == 0 ? null : accounts.TaxRateOf(taxCode);
        if (rate is null && taxCode is not ("" or TaxCode.None))
        {
            unmapped.Add($"No tax rate is chosen for {TaxName(taxCode)}.");
        }

        return rate;
    }

    private static string CategoryOf(Role role) => role.Line.Kind is RoleKind.Sales or RoleKind.Refunds ? role.Detail : "";

    private string Description(Role role)
    {
        var name = role.Kind switch
        {
            RoleKind.Sales => role.Detail.Length > 0 ? "Sales of " + Name(role.Detail) : "Sales",
            RoleKind.Refunds => role.Detail.Length > 0 ? "Refunds of " + Name(role.Detail) : "Refunds",
            RoleKind.Prepaid => "Gift cards",
            RoleKind.ServiceCharge => role.Detail switch { "shipping" => "Shipping", "overpayment" => "Overpayments kept", _ => "Service charges" },
            RoleKind.Gratuity => "Tips",
            RoleKind.PaymentAccount => $"Payments by {Name(role.Detail)}",
            RoleKind.Suspense => $"Payments by {Name(role.Detail)}, not mapped yet",
            RoleKind.Fee => "Payment fees",
            RoleKind.FeeRefund => "Payment fee refunds",
            RoleKind.LoanFee => "Loan fees",
            RoleKind.LoanPayment => "Loan payments",
            RoleKind.Payout => "Payouts to the bank",
            RoleKind.Receivable => "Owed by customers",
            RoleKind.Payable => "Owed for fees",
            _ => role.Kind.ToString(),
        };
        return role.TaxCode is "" || role.Kind == RoleKind.Prepaid ? name : $"{name}, {TaxName(role.TaxCode)}";
    }

    private string TaxDescription(Role role) => role.Component.Length > 0 ? $"tax {Name(role.Component)}" : $"tax at {TaxName(role.TaxCode)}";

    private string TaxName(string taxCode) =>
        TaxCode.ComponentsOf(taxCode) is { Count: > 0 } components ? "tax " + string.Join(" + ", components.Select(Name)) : taxCode + "%";

    private string Name(string id)
    {
        var key = id.StartsWith("method:", StringComparison.Ordinal) ? id["method:".Length..] : id;
        return settings.Names.GetValueOrDefault(key, key);
    }

    private List<ProofLine> Proof(IEnumerable<Document> documents, IReadOnlyDictionary<(Currency Currency, Role Role), decimal> effects)
    {
        var told = new SortedDictionary<(string Currency, string Account), ProofLine>();
        foreach (var ((currency, role), amount) in effects)
        {
            if (amount != 0)
            {
                Tell(new ProofLine(currency, AccountOf(role), amount, 0, 0));
            }
        }

        foreach (var (currency, account, amount) in taxRoundings)
        {
            Tell(new ProofLine(currency, account, 0, amount, 0));
        }

        foreach (var document in documents)
        {
            foreach (var line in document.Ledger)
            {
                Tell(new ProofLine(document.Currency, line.Account, 0, 0, line.Amount));
            }
        }

        return [.. told.Values.Where(line => line.Effects != 0 || line.TaxRounding != 0 || line.Documents != 0)];

        void Tell(ProofLine more)
        {
            var key = (more.Currency.Code, more.Account);
            var line = told.GetValueOrDefault(key);
            told[key] = more with
            {
                Effects = line.Effects + more.Effects, TaxRounding = line.TaxRounding + more.TaxRounding, Documents = line.Documents + more.Documents,
            };
        }
    }

    private static List<TaxCheck> TaxChecks(IReadOnlyDictionary<(Currency Currency, Role Role), decimal> effects) =>
    [
        .. effects.Where(sum => TaxCode.RateOf(sum.Key.Role.TaxCode) is > 0).GroupBy(sum => (sum.Key.Currency, sum.Key.Role.TaxCode)).Select(group =>
        {
            var gross = -group.Sum(sum => sum.Value);
            var tax = -group.Where(sum => sum.Key.Role.Kind == RoleKind.Tax).Sum(sum => sum.Value);
            var rate = TaxCode.RateOf(group.Key.TaxCode)!.Value;
            return new TaxCheck(group.Key.Currency, group.Key.TaxCode, gross, tax, group.Key.Currency.Round(gross * rate / (100 + rate)));
        }).OrderBy(check => check.Currency.Code, StringComparer.Ordinal).ThenBy(check => check.TaxCode, StringComparer.Ordinal),
    ];
}
