using System.Globalization;

namespace Daybook.Platforms.Tryton;

/// <summary>Where a document stands in Tryton. Its text is the platform's id of a document: <c>invoice/12</c> or <c>move/34</c>.</summary>
/// <param name="Model">The name of Tryton's model.</param>
/// <param name="Id">Tryton's id.</param>
internal sealed record TrytonId(string Model, int Id)
{
    public const string Invoice = "account.invoice";
    public const string Move = "account.move";

    /// <summary>Reads the text of one; null where it is none.</summary>
    public static TrytonId? Read(string? text) => text?.Split('/') switch
    {
        ["invoice", var id] when Number(id) is { } number => new TrytonId(Invoice, number),
        ["move", var id] when Number(id) is { } number => new TrytonId(Move, number),
        _ => null,
    };

    public override string ToString() => $"{(Model == Invoice ? "invoice" : "move")}/{Id}";

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
