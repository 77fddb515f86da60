namespace Daybook.Platforms.Xero;

/// <summary>How a document is sent.</summary>
/// <param name="Resource">What it becomes.</param>
/// <param name="Path">Where it is sent, with its query.</param>
/// <param name="Element">What is sent: the one element of a list.</param>
internal sealed record XeroForm(string Resource, string Path, object Element)
{
    /// <summary>The name of the list, as it is sent and in the answer.</summary>
    public required string Collection { get; init; }

    /// <summary>The field by which its answer is known among others, and what it holds; null: it goes by itself.</summary>
    public (string Field, string Value)? KnownBy { get; init; }

    /// <summary>The fields of the answer that must have these amounts before the document counts as accepted.</summary>
    public IReadOnlyList<(string Field, decimal Amount)> Amounts { get; init; } = [];

    /// <summary>The states that are as wanted; empty: any.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>For an allocation the credit that it uses; else null.</summary>
    public XeroId? Credit { get; init; }

    /// <summary>For an allocation Xero's id of the invoice that it settles; else null.</summary>
    public string? Settled { get; init; }

    /// <summary>The body of a request with elements of one list.</summary>
    public static object BodyOf(IReadOnlyList<XeroForm> forms) => new Dictionary<string, object> { [forms[0].Collection] = forms.Select(form => form.Element).ToList() };
}
