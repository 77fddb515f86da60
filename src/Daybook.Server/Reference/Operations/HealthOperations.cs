using Daybook.Wire;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class HealthOperations
{
    public static readonly Chapter Chapter = new("Health", "For those who watch over servers. Anybody may ask.",
    [
        Get("/health/live", "Tells whether the server lives").Giving(new Health("Live")).OpenToAnyone(),
        Get("/health/ready", "Tells whether the server can serve", "503 while its database does not answer.").Giving(new Health("Ready")).OpenToAnyone(),
    ]);
}
