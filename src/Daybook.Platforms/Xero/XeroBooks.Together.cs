using System.Security.Cryptography;
using System.Text;
using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Platforms.Xero;

/// <summary>Several documents in one call: Xero takes lists, and takes or refuses each element by itself.</summary>
public sealed partial class XeroBooks
{
    /// <summary>What the lines of one call may come to: Xero takes some megabytes, and answers all of it.</summary>
    private const int MostLines = 1_000;

    /// <summary>What Xero advises.</summary>
    public int MostTogether => 50;

    public async Task<IReadOnlyList<WriteOutcome>> WriteTogetherAsync(
        PlatformLink link, IReadOnlyList<Document> documents, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<Guid, WriteOutcome>(documents.Count);
        var ready = new List<(Document Document, XeroForm Form)>(documents.Count);
        try
        {
            foreach (var document in documents)
            {
                var (form, refusal) = await FormAsync(link, document, platformIdOf, cancellationToken);
                if (form is null)
                {
                    outcomes[document.Id] = refusal!;
                }
                else
                {
                    ready.Add((document, form));
                }
            }

            foreach (var call in Calls(ready))
            {
                await SendTogetherAsync(link, call, outcomes, cancellationToken);
            }
        }
        catch (PlatformNotAuthorizedException closed)
        {
            return Filled(new WriteOutcome.Rejected(Refusal.NotAuthorized, closed.Message));
        }
        catch (PlatformUnavailableException unavailable)
        {
            return Filled(new WriteOutcome.Unanswered(unavailable.Message));
        }

        return [.. documents.Select(document => outcomes[document.Id])];

        IReadOnlyList<WriteOutcome> Filled(WriteOutcome rest) => [.. documents.Select(document => outcomes.GetValueOrDefault(document.Id, rest))];
    }

    /// <summary>What goes in one call: one address, forms that are known again by themselves, not too much of them.</summary>
    private static IEnumerable<List<(Document Document, XeroForm Form)>> Calls(List<(Document Document, XeroForm Form)> ready)
    {
        foreach (var list in ready.GroupBy(one => one.Form.KnownBy is null ? one.Document.Number : one.Form.Path))
        {
            var (call, lines) = (new List<(Document Document, XeroForm Form)>(), 0);
            foreach (var one in list)
            {
                var more = one.Document.Lines.Count + one.Document.Ledger.Count;
                if (call.Count > 0 && lines + more > MostLines)
                {
                    yield return call;
                    (call, lines) = ([], 0);
                }

                call.Add(one);
                lines += more;
            }

            yield return call;
        }
    }

    private async Task SendTogetherAsync(PlatformLink link, List<(Document Document, XeroForm Form)> call, Dictionary<Guid, WriteOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (call is [var (alone, itsForm)])
        {
            outcomes[alone.Id] = await SendAsync(link, alone, itsForm, cancellationToken);
            return;
        }

        var key = KeyOf(call.Select(one => attempts.KeyOf(one.Document.Id)));
        var answer = await calls.SendAsync(link.Connection, HttpMethod.Put, call[0].Form.Path, XeroForm.BodyOf([.. call.Select(one => one.Form)]), key, cancellationToken);
        foreach (var (document, form) in call)
        {
            outcomes[document.Id] = await OutcomeAsync(link, document, form, answer, cancellationToken);
        }
    }

    private async Task<WriteOutcome> OutcomeAsync(PlatformLink link, Document document, XeroForm form, XeroAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            return answer switch
            {
                XeroAnswer.Failed failed => new WriteOutcome.Unanswered(failed.Message),
                XeroAnswer.Lost lost => new WriteOutcome.Unanswered(lost.Message),

                // Nothing says that answers come in the order of the questions.
                XeroAnswer.Ok ok when ok.Root.List(form.Collection).Where(element => element.Text(form.KnownBy!.Value.Field) == form.KnownBy.Value.Value).ToList() is [var element] =>
                    await JudgeAsync(link, document, form, element, cancellationToken),
                XeroAnswer.Ok => new WriteOutcome.Unanswered($"Xero's answer says nothing of {document.Number}."),

                // The call as a whole was refused: each by itself tells which of them is meant.
                _ => await SendAsync(link, document, form, cancellationToken),
            };
        }
        catch (PlatformUnavailableException unavailable)
        {
            // Others of the call may be there: what became of this one is looked for.
            return new WriteOutcome.Unanswered(unavailable.Message);
        }
    }

    /// <summary>Xero takes up to 128 signs.</summary>
    private static string KeyOf(IEnumerable<string> keys) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', keys))));
}
