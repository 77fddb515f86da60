namespace Daybook.Syncing.Tests.Histories;

/// <summary>Chance that a seed decides.</summary>
internal sealed class Chance(int seed)
{
    private ulong state = (ulong)seed * 0x9E3779B97F4A7C15;

    public bool OneIn(int n) => Next() % (ulong)n == 0;

    public Step Step() => new((byte)Next(), (byte)Next(), (byte)Next(), (byte)Next(), (byte)Next());

    private ulong Next()
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state >> 11;
    }
}
