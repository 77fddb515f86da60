using System.Reflection;
using Daybook.Bookkeeping;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Daybook.Syncing.Tests.Scenarios;

/// <summary>Runs a test in both presentations.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothPresentationsAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(Presentation.Invoices), new TheoryDataRow(Presentation.Journal)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
