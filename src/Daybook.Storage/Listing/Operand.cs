using System.Globalization;
using NodaTime;

namespace Daybook.Storage.Listing;

/// <summary>A value as a query writes it, and as what it can be read.</summary>
public sealed record Operand
{
    /// <summary>As it was written.</summary>
    public required string Text { get; init; }

    /// <summary>Null where it is no number.</summary>
    public decimal? Number { get; init; }

    /// <summary>Null where it is no date.</summary>
    public Instant? Moment { get; init; }

    /// <summary>Null where it is neither true nor false.</summary>
    public bool? Flag { get; init; }

    /// <summary>Null where it is no UUID.</summary>
    public Guid? Id { get; init; }

    public static Operand Of(string text) => new()
    {
        Text = text,
        Number = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null,
        Moment = Moments.TryRead(text, null, out var moment) ? moment : null,
        Flag = bool.TryParse(text, out var flag) ? flag : null,
        Id = Guid.TryParse(text, out var id) ? id : null,
    };

    /// <summary>Whether it can be compared with values of a type.</summary>
    public bool Fits(ListType type) => type switch
    {
        ListType.Number => Number is not null,
        ListType.Moment => Moment is not null,
        ListType.Flag => Flag is not null,
        _ => true,
    };
}
