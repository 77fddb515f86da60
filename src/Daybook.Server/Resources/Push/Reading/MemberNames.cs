using System.Runtime.CompilerServices;
using System.Text;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>Finds the members of an enum by their names in UTF-8, whatever the case: one hash and one comparison a name.</summary>
internal static class MemberNames<T>
    where T : struct, Enum
{
    private const int Slots = 256;
    private static readonly T[] Members = Enum.GetValues<T>();
    private static readonly byte[][] Names = [.. Members.Select(member => Encoding.UTF8.GetBytes(member.ToString()))];
    private static readonly int[][] BySlot = Build();

    /// <summary>The names, for messages.</summary>
    public static string Listed => string.Join(", ", Members);

    public static bool TryFind(ReadOnlySpan<byte> name, out T member)
    {
        foreach (var index in BySlot[SlotOf(name)])
        {
            if (Ascii.EqualsIgnoreCase(name, Names[index]))
            {
                member = Members[index];
                return true;
            }
        }

        Unsafe.SkipInit(out member);
        return false;
    }

    private static int SlotOf(ReadOnlySpan<byte> name) =>
        name.IsEmpty ? 0 : ((name.Length * 37) ^ ((name[0] | 0x20) * 7) ^ (name[^1] | 0x20)) & (Slots - 1);

    private static int[][] Build()
    {
        var slots = Enumerable.Range(0, Slots).Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < Names.Length; i++)
        {
            slots[SlotOf(Names[i])].Add(i);
        }

        return [.. slots.Select(slot => slot.ToArray())];
    }
}
