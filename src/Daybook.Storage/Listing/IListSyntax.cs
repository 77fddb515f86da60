namespace Daybook.Storage.Listing;

/// <summary>How an engine writes what a list's query needs. Arguments and results are SQL expressions.</summary>
internal interface IListSyntax
{
    /// <summary>A record's payload as text.</summary>
    string Payload { get; }

    /// <summary>A text that compares and sorts by code points.</summary>
    string Text(string text);

    /// <summary>A name that is compared whatever its case: its letters A to Z become small.</summary>
    string Name(string text);

    /// <summary>A number given as a parameter.</summary>
    string Number(string parameter);

    /// <summary>The ticks of a text that is a date by <see cref="Moments"/>; null where it is none.</summary>
    string Moment(string text);

    /// <summary>Whether a text contains another, whatever the case of either.</summary>
    string Contains(string text, string sought);

    /// <summary>
    /// A query of at most one row for a member of a JSON object: <c>kind</c> (<c>string</c>, <c>number</c> or <c>flag</c>), <c>text</c> and, of a number,
    /// <c>number</c>. Other values have no row.
    /// </summary>
    /// <param name="document">The object's JSON.</param>
    /// <param name="names">A parameter with the names on the way to the member, whatever their case.</param>
    /// <param name="depth">How many names that are.</param>
    string Member(string document, string names, int depth);
}
