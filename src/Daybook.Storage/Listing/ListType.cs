namespace Daybook.Storage.Listing;

/// <summary>What the values of a list's property are, and so how they compare.</summary>
public enum ListType
{
    /// <summary>Text: equal where it is the same, character by character; ordered by code points.</summary>
    Text,

    /// <summary>A name of a fixed set, such as a status: as text, whatever its case.</summary>
    Name,

    /// <summary>A UUID, whatever its case.</summary>
    Id,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A date or a moment: compared as moments, without a zone UTC.</summary>
    Moment,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A member of a JSON object: number, moment, text or flag, as each object has it.</summary>
    Json,
}
