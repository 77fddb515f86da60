using System.Runtime.InteropServices;
using Daybook.Server.Hosting;

namespace Daybook.Server.Limits;

/// <summary>How many requests of each company are under way: one busy merchant must not keep the others waiting.</summary>
internal sealed class CompanyTurns(DaybookSettings settings)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, int> running = [];

    /// <returns>False where the company has as many as it may; else <see cref="Leave"/> must follow.</returns>
    public bool TryEnter(Guid company)
    {
        lock (gate)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(running, company, out _);
            if (count >= settings.CompanyRequests)
            {
                return false;
            }

            count++;
            return true;
        }
    }

    /// <summary>How many are under way.</summary>
    public int Running(Guid company)
    {
        lock (gate)
        {
            return running.GetValueOrDefault(company);
        }
    }

    public void Leave(Guid company)
    {
        lock (gate)
        {
            if (--CollectionsMarshal.GetValueRefOrAddDefault(running, company, out _) == 0)
            {
                running.Remove(company);
            }
        }
    }
}
