using NodaTime;

namespace Daybook.Syncing;

/// <summary>
/// Limits of calls that all servers of a database keep together. A server takes calls out of them in small lots and makes them soon, so that not every call has to be asked for;
/// a lot counts as if all its calls were made at its end.
/// </summary>
public interface ISharedPace
{
    /// <summary>Takes calls out of the limits of one name.</summary>
    /// <param name="name">What is limited: a platform's app, or one organisation there.</param>
    /// <param name="limits">All that must hold, at least one.</param>
    /// <param name="wanted">How many calls at most, from 1 up.</param>
    /// <param name="life">Within what time they will be made.</param>
    /// <param name="unused">An earlier lot of the same name that is over, with what was left of it: nobody made these calls. Null: none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<CallLot> TakeAsync(string name, IReadOnlyList<CallLimit> limits, int wanted, Duration life, CallLot? unused, CancellationToken cancellationToken);

    /// <summary>A lot counts no longer: its calls are over, and only those on their way at once are limited.</summary>
    Task GiveBackAsync(CallLot lot, CancellationToken cancellationToken);

    /// <summary>Gives out no calls of a name before a moment; a rest that was asked for until later stays.</summary>
    Task RestAsync(string name, Instant until, CancellationToken cancellationToken);
}

/// <summary>A limit of calls.</summary>
/// <param name="Calls">How many.</param>
/// <param name="Within">In any time of this length; zero: as long as their lots live.</param>
public readonly record struct CallLimit(int Calls, Duration Within);

/// <summary>Calls that a server may make.</summary>
/// <param name="Number">The lot's number; 0 where there are no calls.</param>
/// <param name="Calls">How many calls; 0: none at the moment.</param>
/// <param name="Until">They must have begun before this moment; where there are none, when to ask again.</param>
public sealed record CallLot(long Number, int Calls, Instant Until);
