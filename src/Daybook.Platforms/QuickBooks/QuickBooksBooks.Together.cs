using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Syncing;

namespace Daybook.Platforms.QuickBooks;

/// <summary>
/// Several documents in one call: a batch, whose items QuickBooks takes or refuses one by one and in any order. So what one item needs of another goes in a
/// later batch: the payments that tie go after the journal entries that move the money.
/// </summary>
public sealed partial class QuickBooksBooks : IBatchingPlatform
{
    /// <summary>What a batch takes.</summary>
    public int MostTogether => 30;

    public async Task<IReadOnlyList<WriteOutcome>> WriteTogetherAsync(
        PlatformLink link, IReadOnlyList<Document> documents, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<Guid, WriteOutcome>(documents.Count);
        var carried = new List<Carried>(documents.Count);
        try
        {
            foreach (var document in documents)
            {
                var (setting, fault) = await SettingAsync(link, document, cancellationToken);
                var named = new[] { document.Source, document.Target }.OfType<Guid>().Select(id => QuickBooksId.Read(platformIdOf(id))).ToList();
                if (setting is null || named.Exists(ids => ids.Count != 1))
                {
                    outcomes[document.Id] = fault ?? new WriteOutcome.Rejected(Refusal.Invalid, $"{document.Number} settles a document that is not in QuickBooks.");
                    continue;
                }

                carried.Add(new Carried(document, new QuickBooksForms(setting), QuickBooksForm.EntitiesOf(document, setting.Chart), [.. named.Select(ids => ids[0])]));
            }

            for (var half = 0; carried.Exists(one => one.IsOpen(half, outcomes)); half++)
            {
                await SendTogetherAsync(link, carried.FindAll(one => one.IsOpen(half, outcomes)), half, outcomes, cancellationToken);
            }
        }
        catch (PlatformNotAuthorizedException closed)
        {
            return Filled(one => one is { Written.Count: > 0 } ? new WriteOutcome.Unanswered(closed.Message) : new WriteOutcome.Rejected(Refusal.NotAuthorized, closed.Message));
        }
        catch (PlatformUnavailableException unavailable)
        {
            return Filled(_ => new WriteOutcome.Unanswered(unavailable.Message));
        }

        return Filled(one => new WriteOutcome.Accepted(QuickBooksId.TextOf(one!.Written)));

        IReadOnlyList<WriteOutcome> Filled(Func<Carried?, WriteOutcome> rest) =>
            [.. documents.Select(document => outcomes.TryGetValue(document.Id, out var known) ? known : rest(carried.Find(one => one.Document.Id == document.Id)))];
    }

    private async Task SendTogetherAsync(PlatformLink link, List<Carried> batch, int half, Dictionary<Guid, WriteOutcome> outcomes, CancellationToken cancellationToken)
    {
        var forms = batch.ConvertAll(one => one.Forms.Of(one.Entities[half], one.Document, [.. one.Written, .. one.Named]));
        var requests = forms.Select((form, i) => new Dictionary<string, object>(StringComparer.Ordinal) { ["bId"] = ItemName(i), ["operation"] = "create", [form.Entity] = form.Body });
        var key = KeyOf(batch.Select(one => $"{attempts.KeyOf(one.Document.Id)}-{half + 1}"));
        var asked = time.GetUtcNow();
        var answer = await calls.SendAsync(link.Connection, QuickBooksCalls.Batch, new { BatchItemRequest = requests.ToList() }, key, cancellationToken);
        var parts = (answer as QuickBooksAnswer.Ok)?.Root.List("BatchItemResponse").GroupBy(part => part.Text("bId") ?? "").ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal) ?? [];
        for (var i = 0; i < batch.Count; i++)
        {
            var one = batch[i];
            var its = answer switch
            {
                QuickBooksAnswer.Ok when parts.TryGetValue(ItemName(i), out var part) => QuickBooksCalls.AnswerIn(part),
                QuickBooksAnswer.Ok => new QuickBooksAnswer.Lost($"QuickBooks' answer says nothing of {one.Document.Number}."),
                _ => answer,
            };

            // The first answer to a call of this name once more, or no word on which of them was meant: each by itself tells.
            var isTold = answer is QuickBooksAnswer.Ok or QuickBooksAnswer.Failed or QuickBooksAnswer.Lost && !(answer.At < asked - Old);
            var outcome = isTold ? await OutcomeAsync(link, one.Document, forms[i], its, cancellationToken) : await AloneAsync(link, one.Document, forms[i], half, cancellationToken);
            if (outcome is WriteOutcome.Accepted accepted)
            {
                one.Written.AddRange(QuickBooksId.Read(accepted.PlatformId));
            }
            else
            {
                outcomes[one.Document.Id] = outcome is WriteOutcome.Rejected rejected && one.Written.Count > 0
                    ? await TakenBackAsync(link, one.Document, one.Written, rejected, cancellationToken)
                    : outcome;
            }
        }
    }

    private async Task<WriteOutcome> OutcomeAsync(PlatformLink link, Document document, QuickBooksForm form, QuickBooksAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            return answer switch
            {
                QuickBooksAnswer.Ok ok => await JudgeAsync(link, document, form, ok.Root, cancellationToken),
                QuickBooksAnswer.Refused refused => await RefusedAsync(link, document, form, refused.Errors, cancellationToken),
                QuickBooksAnswer.Failed failed => new WriteOutcome.Unanswered(failed.Message),
                QuickBooksAnswer.Lost lost => new WriteOutcome.Unanswered(lost.Message),
                _ => throw new InvalidOperationException("An answer is one of those known."),
            };
        }
        catch (PlatformUnavailableException unavailable)
        {
            // It may be there: what became of it is looked for.
            return new WriteOutcome.Unanswered(unavailable.Message);
        }
    }

    private async Task<WriteOutcome> AloneAsync(PlatformLink link, Document document, QuickBooksForm form, int half, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(link, document, form, $"{half + 1}", cancellationToken);
        }
        catch (PlatformUnavailableException unavailable)
        {
            return new WriteOutcome.Unanswered(unavailable.Message);
        }
    }

    private static string ItemName(int i) => i.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name of a batch has at most 36 signs.</summary>
    private static string KeyOf(IEnumerable<string> keys) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', keys))))[..32];

    /// <summary>A document on its way.</summary>
    private sealed record Carried(Document Document, QuickBooksForms Forms, IReadOnlyList<string> Entities, IReadOnlyList<QuickBooksId> Named)
    {
        /// <summary>What of it is in the books.</summary>
        public List<QuickBooksId> Written { get; } = [];

        public bool IsOpen(int half, Dictionary<Guid, WriteOutcome> outcomes) => half < Entities.Count && !outcomes.ContainsKey(Document.Id);
    }
}
