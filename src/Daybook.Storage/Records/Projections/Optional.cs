using NodaTime;

namespace Daybook.Storage.Records.Projections;

/// <summary>Writes values whose presence a flag of the record tells.</summary>
internal static class Optional
{
    public static void Write(PackWriter target, string? text)
    {
        if (text is not null)
        {
            target.Add(text);
        }
    }

    public static void Write(PackWriter target, Instant? moment)
    {
        if (moment is { } known)
        {
            target.Add(known);
        }
    }

    public static void Write(PackWriter target, decimal? amount)
    {
        if (amount is { } known)
        {
            target.Add(known);
        }
    }

    public static void WriteUnlessZero(PackWriter target, decimal amount)
    {
        if (amount != 0)
        {
            target.Add(amount);
        }
    }
}
