using Daybook.Bookkeeping;
using Daybook.Platforms.FreeAgent.Forms;
using Daybook.Platforms.Http;
using Daybook.Syncing;

namespace Daybook.Platforms.FreeAgent;

/// <summary>Writes the forms of one document, each once: what may have been sent is looked for before it is sent again.</summary>
internal sealed class FreeAgentWriter(FreeAgentCalls calls, FreeAgentMemory memory, Guid connection)
{
    private const int Turns = 3;

    private readonly FreeAgentLookup lookup = new(calls, memory, connection);
    private readonly FreeAgentRemoval removal = new(calls, connection);

    /// <summary>Writes them in order; where one is refused, those before are taken back.</summary>
    public async Task<WriteOutcome> WriteAsync(Document document, IReadOnlyList<FreeAgentForm> forms, CancellationToken cancellationToken)
    {
        var looksFirst = memory.WasTried(document.Id);
        memory.Try(document.Id);
        var written = new List<FreeAgentId>();
        foreach (var form in forms)
        {
            var (element, outcome) = await CreateAsync(document, form, written, looksFirst, cancellationToken);
            if (element is { } created && form.IdOf(created) is { } id)
            {
                written.Add(id);
                memory.Own(connection, id, document.Id);
                outcome = await FinishAsync(document, form, created, id, cancellationToken);
            }

            if (outcome is WriteOutcome.Rejected rejected)
            {
                return await TakeBackAsync(document, written, rejected, cancellationToken);
            }

            if (outcome is not null)
            {
                return outcome;
            }
        }

        return new WriteOutcome.Accepted(FreeAgentId.Join(written));
    }

    private async Task<(JsonPart? Element, WriteOutcome? Outcome)> CreateAsync(Document document, FreeAgentForm form, List<FreeAgentId> earlier, bool looksFirst, CancellationToken cancellationToken)
    {
        var lost = "";
        for (var turn = 1; turn <= Turns; turn++)
        {
            if ((looksFirst || turn > 1) && await lookup.FindAsync(document, form, earlier, cancellationToken) is { } found)
            {
                return found.IsOurs ? (found.Element, null) : (null, Duplicate(document));
            }

            switch (await calls.SendAsync(connection, HttpMethod.Post, form.Resource, form.Body(earlier), cancellationToken))
            {
                case FreeAgentAnswer.Ok { Root: var root } when root.Part(form.Envelope) is { } element && form.IdOf(element) is not null:
                    return (element, null);
                case FreeAgentAnswer.Ok:
                    lost = $"FreeAgent took {document.Number} and did not say where it stands.";
                    break;
                case FreeAgentAnswer.Refused refused:
                    return await RefusedAsync(document, form, earlier, FreeAgentRefusals.Of(refused.Messages), cancellationToken);
                case FreeAgentAnswer.Missing:
                    return (null, new WriteOutcome.Rejected(Refusal.Invalid, $"{document.Number} names something that is gone from FreeAgent. FreeAgent says: Resource not found"));
                case FreeAgentAnswer.Lost gone:
                    lost = gone.Message;
                    break;
            }
        }

        return (null, new WriteOutcome.Unanswered(lost));
    }

    private async Task<(JsonPart?, WriteOutcome?)> RefusedAsync(Document document, FreeAgentForm form, List<FreeAgentId> earlier, WriteOutcome.Rejected rejected, CancellationToken cancellationToken) =>
        rejected.Refusal == Refusal.DuplicateNumber && await lookup.FindAsync(document, form, earlier, cancellationToken) is { IsOurs: true } found
            ? (found.Element, null)
            : (null, rejected);

    /// <summary>What was created counts once it is sent and says what was sent: to the cent, where it was to go.</summary>
    /// <returns>Null where all is well.</returns>
    private async Task<WriteOutcome?> FinishAsync(Document document, FreeAgentForm form, JsonPart element, FreeAgentId id, CancellationToken cancellationToken)
    {
        var faults = form.Faults(element).ToList();
        for (var turn = 1; faults.Count == 0 && form.IsToBeSent && SalesForm.IsUnsent(element); turn++)
        {
            var answer = await calls.SendAsync(connection, HttpMethod.Put, $"{id.Path}/transitions/mark_as_sent", null, cancellationToken);
            if (answer is FreeAgentAnswer.Refused refused)
            {
                return FreeAgentRefusals.Of(refused.Messages);
            }

            if (answer is FreeAgentAnswer.Lost lost && turn == Turns)
            {
                return new WriteOutcome.Unanswered(lost.Message);
            }

            var said = (answer as FreeAgentAnswer.Ok)?.Root.Part(form.Envelope) ?? (await calls.ReadAsync(connection, id.Path, cancellationToken))?.Part(form.Envelope);
            if (said is not { } current)
            {
                return new WriteOutcome.Rejected(Refusal.Other, $"{document.Number} was deleted in FreeAgent while it was written.");
            }

            (element, faults) = (current, [.. form.Faults(current)]);
            if (turn == Turns && SalesForm.IsUnsent(element))
            {
                faults.Add("status " + element.Text("status"));
            }
        }

        if (faults.Count == 0)
        {
            faults = [.. await lookup.OverpaidAsync(form, cancellationToken)];
        }

        return faults.Count == 0 ? null : new WriteOutcome.Rejected(Refusal.Other, $"FreeAgent booked {document.Number} with {string.Join(", ", faults)}.");
    }

    private async Task<WriteOutcome> TakeBackAsync(Document document, List<FreeAgentId> written, WriteOutcome.Rejected rejected, CancellationToken cancellationToken)
    {
        foreach (var id in Enumerable.Reverse(written))
        {
            if (await removal.RemoveAsync(id, cancellationToken) is not null)
            {
                return rejected with { Message = $"{rejected.Message} Take {document.Number} out of FreeAgent by hand ({FreeAgentId.Join(written)})." };
            }
        }

        return rejected;
    }

    private static WriteOutcome.Rejected Duplicate(Document document) => new(Refusal.DuplicateNumber, $"Another document in FreeAgent has the number {document.Number}.");
}
