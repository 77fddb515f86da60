using Daybook.Server.Reference.Examples;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class ConfigurationOperations
{
    private const string Path = "/config/companies/{companyId}/sync/commerce";

    public static readonly Chapter Chapter = new("Configuration", "Which account, tax rate, customer and supplier of the books each thing means, and when a business day ends.",
    [
        Get(Path, "Reads a company's configuration", "Every choice with its options. Before anything is chosen it shows what the ledger's account names suggest.").Giving(ConfigurationExamples.Configuration),
        Post(Path, "Changes a company's configuration",
                "Merged into what is there: what is left out stays, an entry without a selection is chosen no longer. Without a body nothing changes. `enable` and `enabled`, `syncHour` and `syncHourUtc` are one value under two names.")
            .MayTake(ConfigurationExamples.Change).Giving(ConfigurationExamples.Configuration),
    ]);
}
