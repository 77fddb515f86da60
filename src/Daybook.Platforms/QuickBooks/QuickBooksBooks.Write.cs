using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Syncing;

namespace Daybook.Platforms.QuickBooks;

public sealed partial class QuickBooksBooks
{
    private const int Turns = 3;

    /// <summary>An answer that is so much older than its question is the first answer once more. Clocks may differ by less.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromMinutes(1);

    /// <summary>Writes one document; the platform's id of it is the entity and QuickBooks' id, of both where it takes two.</summary>
    public async Task<WriteOutcome> WriteAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken)
    {
        try
        {
            var (setting, fault) = await SettingAsync(link, document, cancellationToken);
            return setting is null ? fault! : await WriteAsync(link, document, setting, platformIdOf, cancellationToken);
        }
        catch (PlatformNotAuthorizedException closed)
        {
            return new WriteOutcome.Rejected(Refusal.NotAuthorized, closed.Message);
        }
        catch (PlatformUnavailableException unavailable)
        {
            return new WriteOutcome.Unanswered(unavailable.Message);
        }
    }

    private async Task<WriteOutcome> WriteAsync(PlatformLink link, Document document, QuickBooksSetting setting, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken)
    {
        var named = new[] { document.Source, document.Target }.OfType<Guid>().Select(id => QuickBooksId.Read(platformIdOf(id))).ToList();
        if (named.Exists(ids => ids.Count != 1))
        {
            return new WriteOutcome.Rejected(Refusal.Invalid, $"{document.Number} settles a document that is not in QuickBooks.");
        }

        var forms = new QuickBooksForms(setting);
        var written = new List<QuickBooksId>();
        foreach (var entity in QuickBooksForm.EntitiesOf(document, setting.Chart))
        {
            var form = forms.Of(entity, document, [.. written, .. named.Select(ids => ids[0])]);
            switch (await SendAsync(link, document, form, $"{written.Count + 1}", cancellationToken))
            {
                case WriteOutcome.Accepted accepted:
                    written.AddRange(QuickBooksId.Read(accepted.PlatformId));
                    break;
                case WriteOutcome.Rejected rejected when written.Count > 0:
                    return await TakenBackAsync(link, document, written, rejected, cancellationToken);
                case var outcome:
                    return outcome;
            }
        }

        return new WriteOutcome.Accepted(QuickBooksId.TextOf(written));
    }

    /// <summary>The money was moved, but can't be set against what it settles: it is moved back.</summary>
    private async Task<WriteOutcome> TakenBackAsync(PlatformLink link, Document document, List<QuickBooksId> written, WriteOutcome.Rejected rejected, CancellationToken cancellationToken) =>
        await VoidAsync(link, document, QuickBooksId.TextOf(written), cancellationToken) switch
        {
            WriteOutcome.Accepted => rejected,
            WriteOutcome.Unanswered unanswered => unanswered,
            _ => rejected with { Message = $"{rejected.Message} Take the journal entry {document.Number} out of QuickBooks by hand." },
        };

    private async Task<WriteOutcome> SendAsync(PlatformLink link, Document document, QuickBooksForm form, string half, CancellationToken cancellationToken)
    {
        var lost = "";
        for (var turn = 1; turn <= Turns; turn++)
        {
            if (attempts.WasTried(document.Id) && await FindAsync(link, document, form.Entity, cancellationToken) is { } found)
            {
                return await OutcomeOfAsync(link, document, form, found, cancellationToken);
            }

            // What signs a name may have is not said: letters, digits and hyphens will do.
            var key = $"{attempts.KeyOf(document.Id)}-{half}".Replace(':', '-');
            var asked = time.GetUtcNow();
            var answer = await calls.SendAsync(link.Connection, QuickBooksId.PathOf(form.Entity), form.Body, key, cancellationToken);
            if (turn < Turns && answer.At < asked - Old && await IsOvertakenAsync(link, form.Entity, answer, cancellationToken))
            {
                attempts.Spent(document.Id);
                continue;
            }

            switch (answer)
            {
                case QuickBooksAnswer.Ok ok:
                    return await JudgeAsync(link, document, form, ok.Root, cancellationToken);
                case QuickBooksAnswer.Refused refused:
                    return await RefusedAsync(link, document, form, refused.Errors, cancellationToken);
                case QuickBooksAnswer.Failed failed:
                    lost = failed.Message;
                    break;
                case QuickBooksAnswer.Lost gone:
                    lost = gone.Message;
                    break;
            }
        }

        return new WriteOutcome.Unanswered(lost);
    }

    /// <summary>
    /// Whether a repeated answer no longer holds. How long QuickBooks repeats is not said, nor whether refusals too; and a document whose plan was dissolved, or forgotten
    /// with an older database, comes again under the same id: what it was refused for may be mended, what was written may be gone.
    /// </summary>
    private async Task<bool> IsOvertakenAsync(PlatformLink link, string entity, QuickBooksAnswer answer, CancellationToken cancellationToken) => answer switch
    {
        QuickBooksAnswer.Refused => true,
        QuickBooksAnswer.Ok ok when ok.Root.Part(entity)?.Text("Id") is { } id => await calls.TryReadAsync(link.Connection, $"{QuickBooksId.PathOf(entity)}/{id}", null, cancellationToken) switch
        {
            QuickBooksAnswer.Ok read => QuickBooksMark.IsVoid(read.Root.Part(entity)?.Text("PrivateNote")),
            QuickBooksAnswer.Refused refused => refused.IsGone,
            _ => false,
        },
        _ => false,
    };

    /// <summary>An answer counts once it says what was sent, to the cent and with all that it was set against. What came out otherwise is taken back.</summary>
    private async Task<WriteOutcome> JudgeAsync(PlatformLink link, Document document, QuickBooksForm form, JsonPart root, CancellationToken cancellationToken)
    {
        if (root.Part(form.Entity) is not { } entity || entity.Text("Id") is not { Length: > 0 } id)
        {
            return await FindAsync(link, document, form.Entity, cancellationToken) is { } found
                ? await OutcomeOfAsync(link, document, form, found, cancellationToken)
                : new WriteOutcome.Rejected(Refusal.Other, $"QuickBooks took {document.Number} without writing it.");
        }

        return await JudgeAsync(link, document, form, new QuickBooksId(form.Entity, id), entity, isNew: true, cancellationToken);
    }

    private async Task<WriteOutcome> JudgeAsync(PlatformLink link, Document document, QuickBooksForm form, QuickBooksId id, JsonPart entity, bool isNew, CancellationToken cancellationToken)
    {
        var wrong = form.WrongIn(entity, isNew);
        if (wrong.Count == 0)
        {
            return new WriteOutcome.Accepted(id.ToString());
        }

        var undone = await VoidAsync(link, document, id.ToString(), cancellationToken) is WriteOutcome.Accepted;
        return new WriteOutcome.Rejected(Refusal.Other, $"QuickBooks booked {document.Number} with {string.Join(", ", wrong)}; {(undone ? "it was taken back" : $"take it out of QuickBooks by hand ({id})")}.");
    }

    private async Task<WriteOutcome> RefusedAsync(PlatformLink link, Document document, QuickBooksForm form, IReadOnlyList<QuickBooksError> errors, CancellationToken cancellationToken)
    {
        var rejected = QuickBooksRefusals.Of(errors);

        // Our own earlier attempt has the number, or the request's name.
        if ((rejected.Refusal == Refusal.DuplicateNumber || errors.Any(error => error.Code == "600")) && await FindAsync(link, document, form.Entity, cancellationToken) is { } found)
        {
            return await OutcomeOfAsync(link, document, form, found, cancellationToken);
        }

        // Whether refusals are repeated under the same name is not said: the next attempt has a new one.
        attempts.Spent(document.Id);
        if (rejected.Refusal == Refusal.NotActive)
        {
            Forget(link.Connection);
        }

        return rejected;
    }

    private async Task<WriteOutcome> OutcomeOfAsync(PlatformLink link, Document document, QuickBooksForm form, QuickBooksFound found, CancellationToken cancellationToken) => found.IsVoid
        ? new WriteOutcome.Rejected(Refusal.Invalid, $"{document.Number} was voided in QuickBooks and can't be written again.")
        : await JudgeAsync(link, document, form, found.Id, found.Entity, isNew: false, cancellationToken);
}
