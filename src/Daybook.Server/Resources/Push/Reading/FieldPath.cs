using System.Text;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>Where in a push the reading is, to name the field in a message: <c>orders[3].orderLineItems[0].totalAmount</c>.</summary>
internal sealed class FieldPath
{
    // As deep as the readers go; what they skip is not named.
    private readonly (string Name, int Index)[] steps = new (string, int)[16];
    private int depth;

    public void Enter(string name)
    {
        steps[depth] = (name, -1);
        depth++;
    }

    /// <summary>Moves to the next item of the list entered last.</summary>
    public void Next() => steps[depth - 1].Index++;

    public void Leave() => depth--;

    /// <summary>The path of a field of what was entered last; of that itself where the name is empty.</summary>
    public string Of(string name)
    {
        var text = new StringBuilder();
        foreach (var (step, index) in steps.AsSpan(0, depth))
        {
            Append(text, step);
            if (index >= 0)
            {
                text.Append('[').Append(index).Append(']');
            }
        }

        Append(text, name);
        return text.Length == 0 ? "The body" : text.ToString();
    }

    private static void Append(StringBuilder text, string name)
    {
        if (name.Length > 0)
        {
            text.Append(text.Length > 0 ? "." : "").Append(name);
        }
    }
}
