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
        ConfigurationOperations.Chapter,
        SyncOperations.Chapter,
        DocumentOperations.Chapter,
        LedgerOperations.Chapter,
        ReferenceOperations.Chapter,
    ];
}
