using System.Collections.Concurrent;
using Daybook.Platforms.Http;
using Daybook.Syncing;

namespace Daybook.Platforms.QuickBooks;

/// <summary>A customer or supplier has one currency for good: for documents in another one there is a second, of the same name with the currency behind it, found or created.</summary>
internal sealed class QuickBooksParties(QuickBooksCalls calls)
{
    private readonly ConcurrentDictionary<(Guid Connection, string Entity, string Chosen, string Currency), string> known = [];

    /// <summary>They have changed, as a refusal shows.</summary>
    public void Forget(Guid connection)
    {
        foreach (var key in known.Keys.Where(key => key.Connection == connection))
        {
            known.TryRemove(key, out _);
        }
    }

    /// <summary>The id of a customer or supplier in a currency; or why there is none.</summary>
    /// <param name="connection">The connection's id.</param>
    /// <param name="entity"><c>Customer</c> or <c>Vendor</c>.</param>
    /// <param name="chosen">The one that the merchant chose; null: none.</param>
    /// <param name="currency">The document's currency.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<(string? Id, WriteOutcome? Fault)> OfAsync(Guid connection, string entity, QuickBooksParty? chosen, string currency, CancellationToken cancellationToken)
    {
        if (chosen is null || chosen.Currency == currency)
        {
            return (chosen?.Id, null);
        }

        var key = (connection, entity, chosen.Id, currency);
        if (known.GetValueOrDefault(key) is { } cached)
        {
            return (cached, null);
        }

        var name = $"{chosen.Name} ({currency})";
        var (id, fault) = await FindAsync(connection, entity, name, currency, cancellationToken) is { } found ? (found, null) : await CreateAsync(connection, entity, name, currency, cancellationToken);
        if (id is not null)
        {
            known[key] = id;
        }

        return (id, fault);
    }

    private async Task<string?> FindAsync(Guid connection, string entity, string name, string currency, CancellationToken cancellationToken)
    {
        var found = await calls.AllAsync(connection, entity, $"DisplayName = {QuickBooksQuery.Quote(name)}", cancellationToken);
        return found.FirstOrDefault(one => one.Part("CurrencyRef")?.Text("value") == currency) is { Json.ValueKind: System.Text.Json.JsonValueKind.Object } party ? party.Text("Id") : null;
    }

    private async Task<(string? Id, WriteOutcome? Fault)> CreateAsync(Guid connection, string entity, string name, string currency, CancellationToken cancellationToken)
    {
        var answer = await calls.SendAsync(connection, QuickBooksId.PathOf(entity), new { DisplayName = name, CurrencyRef = new QuickBooksRef(currency) }, null, cancellationToken);
        if (answer is QuickBooksAnswer.Ok ok && ok.Root.Part(entity)?.Text("Id") is { } id)
        {
            return (id, null);
        }

        if (await FindAsync(connection, entity, name, currency, cancellationToken) is { } found)
        {
            return (found, null);
        }

        return (null, answer switch
        {
            QuickBooksAnswer.Refused refused => QuickBooksRefusals.Of(refused.Errors),
            QuickBooksAnswer.Failed failed => new WriteOutcome.Unanswered(failed.Message),
            QuickBooksAnswer.Lost lost => new WriteOutcome.Unanswered(lost.Message),
            _ => new WriteOutcome.Unanswered($"QuickBooks made '{name}' without an id."),
        });
    }
}
