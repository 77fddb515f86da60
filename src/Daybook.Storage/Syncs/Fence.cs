using Daybook.Storage.Engines;
using Daybook.Syncing;

namespace Daybook.Storage.Syncs;

/// <summary>Who may write for a company: one sync at a time. The company's row is held from here to the end of the transaction.</summary>
internal static class Fence
{
    /// <summary>Makes sure that the company is still the sync's, and notes that the sync lives.</summary>
    /// <exception cref="SyncTakenOverException">It is not.</exception>
    public static async Task PassAsync(Session session, Sync sync, long now, CancellationToken cancellationToken)
    {
        var passed = await session.ExecuteAsync(
            "update company set writer_seen = @now where number = @company and writer = @writer",
            new { now, company = sync.Company, writer = Columns.ToText(sync.Id) },
            cancellationToken);
        if (passed == 0)
        {
            throw new SyncTakenOverException();
        }
    }

    /// <summary>Gives the company to a sync where no other holds it that lives; one that does not is marked as ended.</summary>
    /// <returns>The id of the sync that holds it, or null.</returns>
    public static async Task<Guid?> TakeAsync(Session session, Sync sync, long abandonedBefore, long now, CancellationToken cancellationToken)
    {
        var company = await session.FirstAsync<HolderRow>(
            "update company set writer = writer where number = @company returning writer as Writer, writer_seen as Seen", new { company = sync.Company }, cancellationToken)
            ?? throw new InvalidOperationException($"There is no company {sync.Company}.");
        if (company.Writer is { } writer)
        {
            // A sign of life from the future is one from before the clock was set back: a holder that lives gives a new one soon.
            if (company.Seen >= abandonedBefore && company.Seen <= now + (now - abandonedBefore))
            {
                return Columns.ToId(writer);
            }

            await session.ExecuteAsync(
                "update sync set finished = @now, code = @code, status = 'PushError', error = 'The sync was interrupted.' where id = @writer and finished is null",
                new { now, code = (int)SyncStatusCode.ServerError, writer },
                cancellationToken);
        }

        await session.ExecuteAsync(
            "update company set writer = @id, writer_seen = @now where number = @company", new { id = Columns.ToText(sync.Id), now, company = sync.Company }, cancellationToken);
        return null;
    }

    public static Task LeaveAsync(Session session, Sync sync, CancellationToken cancellationToken) =>
        session.ExecuteAsync("update company set writer = null where number = @company", new { company = sync.Company }, cancellationToken);

    private sealed record HolderRow
    {
        public string? Writer { get; init; }

        public long Seen { get; init; }
    }
}
