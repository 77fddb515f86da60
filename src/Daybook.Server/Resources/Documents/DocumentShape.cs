using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Documents;

/// <summary>Documents as the wire has them.</summary>
internal static class DocumentShape
{
    public static Wire.Document Of(StoredDocument stored) => Of(stored.Document) with
    {
        Number = stored.Document.Number,
        State = stored.State.ToString(),
        PlatformId = stored.PlatformId,
        Error = stored.Error,
        SyncId = stored.Sync,
    };

    public static Wire.Document Of(Document document) => new()
    {
        Id = document.Id,
        Kind = document.Kind.ToString(),
        Date = document.Date.ToString("uuuu-MM-dd", null),
        Currency = document.Currency.Code,
        Location = document.Location,
        Total = document.Total,
        Account = document.Account,
        FromAccount = document.FromAccount,
        Target = document.Target,
        Source = document.Source,
        Lines = [.. document.Lines.Select((line, i) => new Wire.DocumentLine
        {
            Number = i + 1,
            Account = line.Account,
            Description = line.Description,
            Net = line.Net,
            Tax = line.Tax,
            TaxRate = line.TaxRate,
            Category = line.Category.Length == 0 ? null : line.Category,
        })],
        Ledger = [.. document.Ledger.Select(line => new Wire.AccountAmount(line.Account, line.Amount))],
        Notes = document.Notes,
    };
}
