using Daybook.Server.Reference.Operations;

namespace Daybook.Server.Reference;

/// <summary>The whole reference, in the order of reading.</summary>
internal static class Chapters
{
    public static readonly IReadOnlyList<Chapter> All =
    [
        CompanyOperations.Chapter,
        ConnectionOperations.Chapter,
        PushOperations.Chapter,
        DataOperations.Chapter,
        ConfigurationOperations.Chapter,
        SyncOperations.Chapter,
        DocumentOperations.Chapter,
        AccountingOperations.Chapter,
        LedgerOperations.Chapter,
        FlowOperations.Chapter,
        ClientOperations.Chapter,
        RefreshOperations.Chapter,
        HealthOperations.Chapter,
        ReferenceOperations.Chapter,
    ];
}
