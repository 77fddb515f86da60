using Daybook.Server.Reference.Examples;
using Daybook.Wire;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class SyncOperations
{
    private const string Company = "/companies/{companyId}/sync/commerce";

    private const string About = """
        A sync brings into the books whatever is not in them yet. A request answers at once with code 1000; ask for the status until it is another. While one runs, a second request answers with the running one.

        Codes: 1000, 1010 running · 2000 written · 2040 nothing to write · 4000 not connected or not configured · 4040, 4220, 4260 disconnected, not authorized, expired · 4200 an account or tax rate is not chosen ·
        5000 a fault on this side · 5080 a number is taken · 5120 the plan did not prove itself · 5130 documents were refused.
        """;

    public static readonly Chapter Chapter = new("Syncs", About,
    [
        At(Post, "/latest", "Syncs up to a moment", "Everything that is not in the books, up to `syncTo`; without a body up to now.").MayTake(SyncExamples.Latest).Giving(SyncExamples.Summary),
        At(Post, "/historic", "Syncs a range", "Up to `finish`, and back to `start` where that lies before the start date. What is in the books already is not written again.")
            .Taking(SyncExamples.Historic).Giving(SyncExamples.Summary),
        At(Post, "/retry", "Retries failed items", "Plans and writes anew, up to where the latest sync was to reach.").Giving(SyncExamples.Summary).Conflicting("The company has no sync yet."),
        At(Post, "/preview", "Shows what a sync would write", "Writes nothing. `proof` tells each account's movement twice, as the records and as the documents have it; `taxes` the source's tax beside the rate's.")
            .MayTake(SyncExamples.Latest).Giving(SyncExamples.Preview),
        At(Get, "/schedule", "Reads when the next sync is due", "Syncs run by themselves at the end of each business day.").Giving(SyncExamples.Schedule),
        At(Get, "/status", "Reads how the company's latest sync stands").Giving(SyncExamples.Status),
        At(Get, "/syncs/latest/status", "Reads how the latest sync stands").Giving(SyncExamples.CompanyStatus),
        At(Get, "/syncs/lastSuccessful/status", "Reads how the last successful sync stands").Giving(SyncExamples.CompanyStatus),
        At(Get, "/syncs/list/status", "Lists how all syncs stand", "Newest first; a bare array without pages.").Giving<IReadOnlyList<CompanySyncStatus>>([SyncExamples.CompanyStatus]),
        At(Get, "/syncs/{syncId}/status", "Reads how a sync stands").Giving(SyncExamples.CompanyStatus),
        At(Get, "/syncs/{syncId}", "Reads all that is known of a sync", "What it covered, how it ended, and what a person should look at although it went well.").Giving(SyncExamples.Details),
        At(Post, "/syncs/{syncId}/undo", "Undoes a sync", "Takes its documents out of the books; the next sync books their records anew.").Giving(SyncExamples.Undone).Conflicting("Later documents build on those of this sync."),
    ]);

    private static Operation At(Func<string, string, string?, Operation> method, string path, string summary, string? description = null) =>
        method(Company + path, summary, description).AlsoAt("/meta" + Company + path);
}
