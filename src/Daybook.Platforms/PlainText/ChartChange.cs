using Daybook.Syncing;

namespace Daybook.Platforms.PlainText;

/// <summary>What became of a wish to change the chart.</summary>
public abstract record ChartChange
{
    private ChartChange()
    {
    }

    /// <summary>It is as wished, now or already before.</summary>
    /// <param name="Account">The account as it is now.</param>
    public sealed record Done(ChartAccount Account) : ChartChange;

    /// <summary>It can't be.</summary>
    /// <param name="Message">Why, in words for the merchant.</param>
    public sealed record Refused(string Message) : ChartChange;
}
