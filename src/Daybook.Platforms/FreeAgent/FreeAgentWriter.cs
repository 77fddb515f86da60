using Daybook.Bookkeeping;
using Daybook.Platforms.FreeAgent.Forms;
using Daybook.Platforms.Http;
using Daybook.Syncing;

namespace Daybook.Platforms.FreeAgent;

/// <summary>Writes the forms of one document, each once: what may have been sent is looked for before it is sent again.</summary>
internal sealed class FreeAgentWriter(FreeAgentCalls calls, FreeAgentMemory memory, Guid connection, Document document)
{
    private const int Turns = 3;

    private readonly FreeAgentLookup lookup = new(calls, memory, connection);
    private readonly FreeAgentRemoval removal = new(calls, connection);

    /// <summary>Whether something was sent of which it is not known what became.</summary>
    private bool isUncertain = memory.WasTried(document.Id);

    /// <summary>Writes them in order; where one is refused, those before are taken back.</summary>
    public async Task<WriteOutcome> WriteAsync(IReadOnlyList<FreeAgentForm> forms, CancellationToken cancellationToken)
    {
        var looksFirst = isUncertain;
        memory.Try(document.Id);
        var written = new List<FreeAgentId>();
        try
        {
            foreach (var form in forms)
            {
                var (element, outcome) = await CreateAsync(form, written, looksFirst, cancellationToken);
                if (element is { } created && form.IdOf(created) is { } id)
                {
                    written.Add(id);
                    memory.Own(connection, id, document.Id);
                    outcome = await FinishAsync(form, created, id, cancellationToken);
                }

                if (outcome is WriteOutcome.Rejected rejected)
                {
                    return await TakeBackAsync(written, rejected, cancellationToken);
                }

                if (outcome is not null)
                {
                    return outcome;
                }
            }
        }
        catch (PlatformNotAuthorizedException closed)
        {
            return isUncertain
                ? new WriteOutcome.Unanswered(closed.Message)
                : await TakeBackAsync(written, new WriteOutcome.Rejected(Refusal.NotAuthorized, closed.Message), cancellationToken);
        }

        return new WriteOutcome.Accepted(FreeAgentId.Join(written));
    }

    /// <summary>Takes back what stands of a document that can't be written. What can't be taken back is not known to be gone: it is not to be planned anew.</summary>
    public async Task<WriteOutcome> TakeBackAsync(IReadOnlyList<FreeAgentId> standing, WriteOutcome.Rejected rejected, CancellationToken cancellationToken)
    {
        foreach (var id in standing.Reverse())
        {
            try
            {
                if (await removal.RemoveAsync(id, cancellationToken) is { } problem)
                {
                    return HalfWritten(standing, $"{rejected.Message} {(problem as WriteOutcome.Rejected)?.Message ?? (problem as WriteOutcome.Unanswered)?.Message}");
                }
            }
            catch (PlatformUnavailableException unavailable)
            {
                return HalfWritten(standing, $"{rejected.Message} {unavailable.Message}");
            }
        }

        return rejected;
    }

    private async Task<(JsonPart? Element, WriteOutcome? Outcome)> CreateAsync(FreeAgentForm form, List<FreeAgentId> earlier, bool looksFirst, CancellationToken cancellationToken)
    {
        var lost = "";
        for (var turn = 1; turn <= Turns; turn++)
        {
            if ((looksFirst || turn > 1) && await lookup.FindAsync(document, form, earlier, cancellationToken) is { } found)
            {
                isUncertain = looksFirst;
                return found.IsOurs ? (found.Element, null) : (null, Duplicate());
            }

            switch (await calls.SendAsync(connection, HttpMethod.Post, form.Resource, form.Body(earlier), cancellationToken))
            {
                case FreeAgentAnswer.Ok { Root: var root } when root.Part(form.Envelope) is { } element && form.IdOf(element) is not null:
                    return (element, null);
                case FreeAgentAnswer.Ok:
                    isUncertain = true;
                    lost = $"FreeAgent took {document.Number} and did not say where it stands.";
                    break;
                case FreeAgentAnswer.Refused refused:
                    return await RefusedAsync(form, earlier, FreeAgentRefusals.Of(refused.Messages), cancellationToken);
                case FreeAgentAnswer.Missing:
                    return (null, new WriteOutcome.Rejected(Refusal.Invalid, $"{document.Number} names something that is gone from FreeAgent. FreeAgent says: Resource not found"));
                case FreeAgentAnswer.Lost gone:
                    isUncertain = true;
                    lost = gone.Message;
                    break;
            }
        }

        return (null, new WriteOutcome.Unanswered(lost));
    }

    private async Task<(JsonPart?, WriteOutcome?)> RefusedAsync(FreeAgentForm form, List<FreeAgentId> earlier, WriteOutcome.Rejected rejected, CancellationToken cancellationToken) =>
        rejected.Refusal == Refusal.DuplicateNumber && await lookup.FindAsync(document, form, earlier, cancellationToken) is { IsOurs: true } found
            ? (found.Element, null)
            : (null, rejected);

    /// <summary>What was created counts once it is sent and says what was sent: to the cent, where it was to go.</summary>
    /// <returns>Null where all is well.</returns>
    private async Task<WriteOutcome?> FinishAsync(FreeAgentForm form, JsonPart element, FreeAgentId id, CancellationToken cancellationToken)
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

    private WriteOutcome.Unanswered HalfWritten(IReadOnlyList<FreeAgentId> standing, string why) =>
        new($"{document.Number} stands half in FreeAgent ({FreeAgentId.Join(standing)}) and could not be taken back; delete it there, or mend what is in the way. {why}");

    private WriteOutcome.Rejected Duplicate() => new(Refusal.DuplicateNumber, $"Another document in FreeAgent has the number {document.Number}.");
}
