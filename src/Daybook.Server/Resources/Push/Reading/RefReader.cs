namespace Daybook.Server.Resources.Push.Reading;

/// <summary>Reads references: objects with an id (and a name that is nobody's business here).</summary>
internal static class RefReader
{
    private enum Member
    {
        Id,
    }

    /// <summary>The id of the reference that is the current member's value; null where it names none.</summary>
    public static string? Id(ref JsonCursor json, string name)
    {
        if (!json.EnterObject(name))
        {
            return null;
        }

        string? id = null;
        while (json.NextMember<Member>(out _))
        {
            id = json.Text("id");
        }

        return string.IsNullOrEmpty(id) ? null : id;
    }
}
