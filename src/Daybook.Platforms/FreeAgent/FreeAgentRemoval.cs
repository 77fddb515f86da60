using Daybook.Platforms.Http;
using Daybook.Syncing;

namespace Daybook.Platforms.FreeAgent;

/// <summary>Takes things out of FreeAgent. It has no state for what was voided: they are deleted.</summary>
internal sealed class FreeAgentRemoval(FreeAgentCalls calls, Guid connection)
{
    /// <returns>Null where it is gone, now or already before; else why not.</returns>
    /// <exception cref="PlatformUnavailableException">FreeAgent can't be asked at the moment.</exception>
    public Task<WriteOutcome?> RemoveAsync(FreeAgentId id, CancellationToken cancellationToken) => id.Resource switch
    {
        FreeAgentId.Invoices or FreeAgentId.CreditNotes => RemoveSaleAsync(id, cancellationToken),
        FreeAgentId.Explanations => RemoveExplanationAsync(id, cancellationToken),
        _ => DeleteAsync(id.Path, cancellationToken),
    };

    /// <summary>Only drafts are deleted.</summary>
    private async Task<WriteOutcome?> RemoveSaleAsync(FreeAgentId id, CancellationToken cancellationToken)
    {
        var element = (await calls.ReadAsync(connection, id.Path, cancellationToken))?.Part(id.Resource[..^1]);
        if (element is null)
        {
            return null;
        }

        if (element.Value.Text("status") != "Draft" && Problem(await calls.SendAsync(connection, HttpMethod.Put, $"{id.Path}/transitions/mark_as_draft", null, cancellationToken)) is { } problem)
        {
            return problem;
        }

        return await DeleteAsync(id.Path, cancellationToken);
    }

    /// <summary>The movement of money came with its explanation, and goes with it. A transfer has both twice.</summary>
    private async Task<WriteOutcome?> RemoveExplanationAsync(FreeAgentId id, CancellationToken cancellationToken)
    {
        var element = (await calls.ReadAsync(connection, id.Path, cancellationToken))?.Part("bank_transaction_explanation");
        var linked = FreeAgentId.OfUrl(element?.Text("linked_transfer_explanation"))?.Id is { } other ? $"{FreeAgentId.Explanations}/{other}" : null;
        var counterpart = linked is null ? null : (await calls.ReadAsync(connection, linked, cancellationToken))?.Part("bank_transaction_explanation");
        if (element is not null && await DeleteAsync(id.Path, cancellationToken) is { } problem)
        {
            return problem;
        }

        if (counterpart is not null && await DeleteAsync(linked!, cancellationToken) is { } other2)
        {
            return other2;
        }

        foreach (var transaction in new[] { FreeAgentId.OfUrl(counterpart?.Text("bank_transaction"))?.Id, id.Transaction }.OfType<string>())
        {
            if (await RemoveMovementAsync(transaction, cancellationToken) is { } left)
            {
                return left;
            }
        }

        return null;
    }

    /// <summary>Only what was made by hand, that is by us, and is explained by nothing else: a line of the bank's statement stays.</summary>
    private async Task<WriteOutcome?> RemoveMovementAsync(string id, CancellationToken cancellationToken)
    {
        var path = $"bank_transactions/{id}";
        var movement = (await calls.ReadAsync(connection, path, cancellationToken))?.Part("bank_transaction");
        return movement is { } found && found.IsTrue("is_manual") && found.Amount("unexplained_amount") == found.Amount("amount") ? await DeleteAsync(path, cancellationToken) : null;
    }

    private async Task<WriteOutcome?> DeleteAsync(string path, CancellationToken cancellationToken) => Problem(await calls.SendAsync(connection, HttpMethod.Delete, path, null, cancellationToken));

    private static WriteOutcome? Problem(FreeAgentAnswer answer) => answer switch
    {
        FreeAgentAnswer.Ok or FreeAgentAnswer.Missing => null,
        FreeAgentAnswer.Refused refused => FreeAgentRefusals.Of(refused.Messages),
        FreeAgentAnswer.Lost lost => new WriteOutcome.Unanswered(lost.Message),
        _ => throw new InvalidOperationException("An answer is one of those known."),
    };
}
