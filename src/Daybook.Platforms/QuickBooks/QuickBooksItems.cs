using System.Collections.Concurrent;
using Daybook.Platforms.Http;
using Daybook.Syncing;

namespace Daybook.Platforms.QuickBooks;

/// <summary>
/// Lines of sales name no account in QuickBooks but an item that books to one: for each account a service item of our own is found, or created.
/// Its name begins with the account's id, so that it stays the account's whatever that is renamed to.
/// </summary>
internal sealed class QuickBooksItems(QuickBooksCalls calls)
{
    private const string Ours = "Daybook ";
    private const int MaxName = 100;

    private readonly ConcurrentDictionary<Guid, IReadOnlyDictionary<string, string>> known = [];
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> turns = [];

    /// <summary>Items have changed, as a refusal shows.</summary>
    public void Forget(Guid connection) => known.TryRemove(connection, out _);

    /// <summary>The ids of the items of some accounts, by the accounts' ids; or why one can't be had.</summary>
    public async Task<(IReadOnlyDictionary<string, string> Items, WriteOutcome? Fault)> OfAsync(Guid connection, IReadOnlyList<QuickBooksAccount> accounts, CancellationToken cancellationToken)
    {
        if (known.GetValueOrDefault(connection) is { } cached && accounts.All(account => cached.ContainsKey(account.Id)))
        {
            return (cached, null);
        }

        var turn = turns.GetOrAdd(connection, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            var items = await ReadAsync(connection, cancellationToken);
            foreach (var account in accounts.Where(account => !items.ContainsKey(account.Id)))
            {
                var (item, fault) = await CreateAsync(connection, account, cancellationToken);
                if (item is null)
                {
                    return (items, fault);
                }

                items[account.Id] = item;
            }

            known[connection] = items;
            return (items, null);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Dictionary<string, string>> ReadAsync(Guid connection, CancellationToken cancellationToken)
    {
        var items = await calls.AllAsync(connection, "Item", $"Name like '{Ours}%'", cancellationToken);
        return items.Where(item => item.Text("Type") == "Service").Select(item => (Account: item.Part("IncomeAccountRef")?.Text("value") ?? "", Name: item.Text("Name") ?? "", Id: item.Text("Id")!))
            .Where(item => item.Name.StartsWith($"{Ours}{item.Account} ", StringComparison.Ordinal)).GroupBy(item => item.Account, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal);
    }

    private async Task<(string? Item, WriteOutcome? Fault)> CreateAsync(Guid connection, QuickBooksAccount account, CancellationToken cancellationToken)
    {
        var (item, fault) = await TryCreateAsync(connection, account, cancellationToken);
        return fault is WriteOutcome.Unanswered ? await TryCreateAsync(connection, account, cancellationToken) : (item, fault);
    }

    /// <summary>A name can be had once: whoever else created the item meanwhile, or an answer that was lost, is found by it.</summary>
    private async Task<(string? Item, WriteOutcome? Fault)> TryCreateAsync(Guid connection, QuickBooksAccount account, CancellationToken cancellationToken)
    {
        var answer = await calls.SendAsync(connection, "item", new { Name = NameOf(account), Type = "Service", IncomeAccountRef = new QuickBooksRef(account.Id) }, null, cancellationToken);
        if (answer is QuickBooksAnswer.Ok ok && ok.Root.Part("Item")?.Text("Id") is { } id)
        {
            return (id, null);
        }

        if ((await ReadAsync(connection, cancellationToken)).GetValueOrDefault(account.Id) is { } found)
        {
            return (found, null);
        }

        return (null, answer switch
        {
            QuickBooksAnswer.Refused refused => QuickBooksRefusals.Of(refused.Errors) is var rejected
                ? rejected with { Message = $"No item can be made that books to {account.Label}. {rejected.Message}" } : null,
            QuickBooksAnswer.Failed failed => new WriteOutcome.Unanswered(failed.Message),
            QuickBooksAnswer.Lost lost => new WriteOutcome.Unanswered(lost.Message),
            _ => new WriteOutcome.Unanswered("QuickBooks made an item without an id."),
        });
    }

    private static string NameOf(QuickBooksAccount account)
    {
        var name = $"{Ours}{account.Id} {account.Name.Replace(':', ' ').Replace('"', ' ')}".TrimEnd();
        return name.Length > MaxName ? name[..MaxName].TrimEnd() : name;
    }
}
