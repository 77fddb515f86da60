namespace Daybook.Platforms.Xero;

/// <summary>How a document is sent.</summary>
/// <param name="Resource">What it becomes.</param>
/// <param name="Path">Where it is sent, with its query.</param>
/// <param name="Body">What is sent.</param>
internal sealed record XeroForm(string Resource, string Path, object Body)
{
    /// <summary>The name of the list in the answer that holds it.</summary>
    public required string Collection { get; init; }

    /// <summary>The fields of the answer that must have these amounts before the document counts as accepted.</summary>
    public IReadOnlyList<(string Field, decimal Amount)> Amounts { get; init; } = [];

    /// <summary>The states that are as wanted; empty: any.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>For an allocation the credit that it uses; else null.</summary>
    public XeroId? Credit { get; init; }

    /// <summary>For an allocation Xero's id of the invoice that it settles; else null.</summary>
    public string? Settled { get; init; }
}
