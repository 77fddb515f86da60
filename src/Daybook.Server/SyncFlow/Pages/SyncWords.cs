using Daybook.Server.SyncFlow.Words;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Pages;

/// <summary>How a sync ended, in the merchant's words.</summary>
internal static class SyncWords
{
    public static bool IsGood(Sync sync) => sync.StatusCode is SyncStatusCode.Success or SyncStatusCode.NothingToWrite;

    public static string Of(Sync sync, FlowWords words) => sync switch
    {
        { IsUndone: true } => words["flow-undone"],
        { FinishedAt: null } => words["flow-running"],
        { StatusCode: SyncStatusCode.Success } => words["flow-success"],
        { StatusCode: SyncStatusCode.NothingToWrite } => words["flow-nothing"],
        _ => sync.ErrorMessage ?? words["flow-failed"],
    };
}
