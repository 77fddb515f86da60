using System.Text.Json.Nodes;

namespace Daybook.Platforms.Tryton;

/// <summary>How a document is written.</summary>
/// <param name="Model">What it becomes.</param>
/// <param name="Values">What it is created with.</param>
internal sealed record TrytonForm(string Model, JsonObject Values)
{
    /// <summary>With tax, as Tryton must say it of an invoice once it is posted; null: nothing is computed.</summary>
    public decimal? Total { get; init; }

    /// <summary>The sum of an invoice's tax lines, as Tryton must say it.</summary>
    public decimal Tax { get; init; }

    /// <summary>Which of its lines pay what: the side by which a line is known, and what that line pays.</summary>
    public IReadOnlyList<TrytonTie> Ties { get; init; } = [];
}

/// <summary>A line of a move that pays something.</summary>
/// <param name="IsDebit">Whether it is the line on the debit side.</param>
/// <param name="Account">The account of the line.</param>
/// <param name="Paid">What it pays: an invoice, or a move of money received or given back beyond what was owed.</param>
internal sealed record TrytonTie(bool IsDebit, int Account, TrytonId Paid);
