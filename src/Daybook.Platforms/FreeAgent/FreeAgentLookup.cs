using Daybook.Bookkeeping;
using Daybook.Platforms.FreeAgent.Forms;
using Daybook.Platforms.Http;

namespace Daybook.Platforms.FreeAgent;

/// <summary>Something that was found.</summary>
/// <param name="Id">Where it stands.</param>
/// <param name="Element">As FreeAgent lists it.</param>
/// <param name="IsOurs">Whether it is the very document's, not only of its number.</param>
internal sealed record FreeAgentFound(FreeAgentId Id, JsonPart Element, bool IsOurs);

/// <summary>What of a document stands in FreeAgent.</summary>
/// <param name="Ids">Where, in the order of writing.</param>
/// <param name="IsWhole">Whether that is all of it, and as it is to be.</param>
internal sealed record FreeAgentStanding(IReadOnlyList<FreeAgentId> Ids, bool IsWhole)
{
    /// <summary>The platform's id of the document; null where it is not whole.</summary>
    public string? PlatformId => IsWhole ? FreeAgentId.Join(Ids) : null;
}

/// <summary>Looks for the forms of documents. FreeAgent has no search by reference: its lists are read as narrowly as they can be.</summary>
internal sealed class FreeAgentLookup(FreeAgentCalls calls, FreeAgentMemory memory, Guid connection)
{
    /// <returns>The form, else what has its number, else null.</returns>
    public async Task<FreeAgentFound?> FindAsync(Document document, FreeAgentForm form, IReadOnlyList<FreeAgentId> earlier, CancellationToken cancellationToken)
    {
        await foreach (var one in calls.ListAsync(connection, form.Search(earlier), form.Resource, cancellationToken))
        {
            var isIt = form.IsIt(one, earlier);
            if (isIt is not false && form.IdOf(one) is { } id && !memory.IsAnothers(connection, id, document.Id))
            {
                return new FreeAgentFound(id, one, isIt is true);
            }
        }

        return null;
    }

    /// <summary>What of a document stands: its forms are written in order, so the first that is missing ends it.</summary>
    public async Task<FreeAgentStanding> FindAllAsync(Document document, IReadOnlyList<FreeAgentForm> forms, CancellationToken cancellationToken)
    {
        var found = new List<FreeAgentId>();
        var isWhole = forms.Count > 0;
        foreach (var form in forms)
        {
            if (await FindAsync(document, form, found, cancellationToken) is not { IsOurs: true } one)
            {
                return new FreeAgentStanding(found, IsWhole: false);
            }

            memory.Own(connection, one.Id, document.Id);
            found.Add(one.Id);
            isWhole = isWhole && !(form.IsToBeSent && SalesForm.IsUnsent(one.Element)) && !form.Faults(one.Element).Any() && (await OverpaidAsync(form, cancellationToken)).Count == 0;
        }

        return new FreeAgentStanding(found, isWhole);
    }

    /// <summary>FreeAgent may take more than is open. What is still due of what a payment settles must not have changed sides.</summary>
    public async Task<IReadOnlyList<string>> OverpaidAsync(FreeAgentForm form, CancellationToken cancellationToken)
    {
        if (form is not ExplanationForm { Settles: { } settled })
        {
            return [];
        }

        var element = (await calls.ReadAsync(connection, settled, cancellationToken))?.Part(settled.Split('/')[0][..^1]);
        return element?.Amount("due_value") is { } due && element.Value.Amount("total_value") is { } total && due * total < 0
            ? [$"{Math.Abs(due):0.00} more than the amount open on what it settles: somebody may have settled it in FreeAgent already"]
            : [];
    }
}
