using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>
/// Makes the plan of a sync: looks at every record that changed since the last plan or is deferred, with the whole sale that it belongs to, and gathers
/// what is not in the books into documents. Streams: payments are held compactly, orders one at a time.
/// </summary>
public sealed class Planner
{
    private readonly ISyncStore store;
    private readonly Func<Guid> newId;

    /// <param name="store">Where the records and the books are.</param>
    /// <param name="newId">Makes document ids.</param>
    public Planner(ISyncStore store, Func<Guid> newId)
    {
        this.store = store;
        this.newId = newId;
    }

    /// <summary>Plans without storing anything.</summary>
    public async Task<Planned> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        var state = await store.ReadWorkStateAsync(request.Connection, cancellationToken);
        var configuration = request.Configuration;
        var startsEarlier = configuration.Schedule.StartDate is { } start && request.From < start;
        var range = new WorkRange(request.Connection, state.LookAtAll || startsEarlier ? -1 : state.Planned, state.Head, request.To);
        var parts = new PartBuffer();
        var settings = new PlanSettings(configuration.Presentation, configuration.Sales.InvoiceLevel.Contains(SalesChoices.ByLocation), request.OpenFrom)
        {
            Names = request.Catalogue.Names,
            TakesTax = request.TakesTax,
            TaxPercents = request.TaxPercents,
            LeavesDrafts = configuration.Sales.InvoiceStatus == SalesChoices.Draft,
        };
        var builder = new PlanBuilder(settings, newId, parts.Add);
        var payments = await PaymentIndex.ReadAsync(store, range, state.Planned, cancellationToken);
        var assessment = new Assessment(request, range, state.Planned, payments, builder);
        await new SalePlanning(store, range, payments, assessment).RunAsync(cancellationToken);
        await new MovementPlanning(store, range, payments, assessment).RunAsync(cancellationToken);
        return new Planned
        {
            Plan = builder.Build(request.Accounts),
            Parts = parts,
            Deferrals = assessment.Deferrals,
            Range = range,
            OpenFrom = request.OpenFrom,
            Looked = assessment.Looked,
        };
    }
}
