namespace Daybook.Wire;

/// <summary>The colours of the merchant's pages.</summary>
/// <param name="Accent">Of buttons, links and marks, <c>#rrggbb</c>; absent: Daybook's own. It is darkened as far as white letters on it, and it on white, need to be read.</param>
public sealed record FlowColours(string? Accent);
