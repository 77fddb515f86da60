namespace Daybook.Server.Requests.Listing;

/// <summary>Why a query can't be read.</summary>
/// <param name="Position">Of the character where it goes wrong, counted from 1.</param>
/// <param name="Message">What was expected there.</param>
internal sealed record QueryFault(int Position, string Message);
