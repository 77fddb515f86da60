using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.StandIns;
using Xunit;

namespace Daybook.Syncing.Tests.Engine;

/// <summary>The simulator on books and a store in memory: many seeds.</summary>
public sealed class SimulatorLaws
{
    private const int Seeds = 400;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Killed_at_any_point_and_started_again_each_document_is_there_once_and_the_books_are_right(bool isBatching)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var company = new SyncedCompany(seed % 2 == 0 ? Presentation.Invoices : Presentation.Journal) { Platform = isBatching ? new BatchingMemoryPlatform() : new MemoryPlatform() };
            Simulator.Run(seed, company, (received, record) => company.Store.Push(received, record), () => company.Store.Documents);
        }
    }
}
