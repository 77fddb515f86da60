namespace Daybook.Server.SyncFlow.Sessions;

/// <summary>What lets a merchant's browser open the pages of one company.</summary>
/// <param name="Company">The company's id.</param>
/// <param name="AccountingKey">The ledger that the flow was started for.</param>
/// <param name="RedirectUrl">Where the client wants the merchant back; null: nowhere.</param>
/// <param name="Until">When it ends, in seconds since 1970.</param>
internal sealed record FlowSession(Guid Company, string AccountingKey, Uri? RedirectUrl, long Until);
