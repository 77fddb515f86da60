using Daybook.Server.Hosting;
using Daybook.Storage;

namespace Daybook.Server.Limits;

/// <summary>How many requests of each company are under way on all servers: one busy merchant must not keep the others waiting.</summary>
internal sealed class CompanyTurns(DaybookSettings settings, TurnStore store)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, SortedSet<int>> taken = [];

    /// <returns>The turn, to be given back by <see cref="LeaveAsync"/>; null where the company has as many requests under way as it may.</returns>
    public async ValueTask<int?> TryEnterAsync(Guid company, CancellationToken cancellationToken)
    {
        for (var turn = NextFree(company, -1); turn is { } free; turn = NextFree(company, free))
        {
            var isOurs = false;
            try
            {
                isOurs = await store.TryTakeAsync(company, free, cancellationToken);
            }
            finally
            {
                if (!isOurs)
                {
                    Forget(company, free);
                }
            }

            if (isOurs)
            {
                return free;
            }
        }

        return null;
    }

    public async ValueTask LeaveAsync(Guid company, int turn)
    {
        await store.GiveBackAsync(company, turn);
        Forget(company, turn);
    }

    /// <summary>How many are under way here.</summary>
    public int Running(Guid company)
    {
        lock (gate)
        {
            return taken.GetValueOrDefault(company)?.Count ?? 0;
        }
    }

    /// <summary>Keeps the first turn beyond one that no other request here has; null where there is none.</summary>
    private int? NextFree(Guid company, int after)
    {
        lock (gate)
        {
            var mine = taken.GetValueOrDefault(company) ?? (taken[company] = []);
            for (var turn = after + 1; turn < settings.CompanyRequests; turn++)
            {
                if (mine.Add(turn))
                {
                    return turn;
                }
            }

            return null;
        }
    }

    private void Forget(Guid company, int turn)
    {
        lock (gate)
        {
            if (taken.TryGetValue(company, out var mine) && mine.Remove(turn) && mine.Count == 0)
            {
                taken.Remove(company);
            }
        }
    }
}
