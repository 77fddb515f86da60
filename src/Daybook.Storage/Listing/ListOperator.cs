namespace Daybook.Storage.Listing;

/// <summary>How a query compares a property with a value. A property without a value is only ever <see cref="NotEqual"/>.</summary>
public enum ListOperator
{
    Equal,
    NotEqual,

    /// <summary>The text contains the value, whatever the case of either.</summary>
    Contains,
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,
}
