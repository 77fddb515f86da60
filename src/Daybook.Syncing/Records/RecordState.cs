using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>Where a record stands on its way into the books. The numbers are stored: never change one.</summary>
public enum RecordState : short
{
    /// <summary>Its effect is in the books (or it has none).</summary>
    Booked = 0,

    /// <summary>It can't be booked as it is; a corrected version will be.</summary>
    SetAside = 1,

    /// <summary>Its counterpart has not arrived.</summary>
    Waiting = 2,

    /// <summary>The next sync that reaches its day will book it.</summary>
    Pending = 3,
}

/// <summary>A record that a plan has looked at and not put into the books.</summary>
/// <param name="Record">The record's number.</param>
/// <param name="State">Any but Booked.</param>
/// <param name="Due">The moment up to which a sync must reach to look at it again; the earliest moment where every sync must.</param>
/// <param name="Reason">Why, in plain words.</param>
public readonly record struct Deferral(long Record, RecordState State, Instant Due, string Reason);

/// <summary>A record with its state, for people to look at.</summary>
/// <param name="Number">The record's number.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The source's id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it is not in the books; null where it is.</param>
/// <param name="Created">Its <c>createdDate</c>.</param>
/// <param name="Changed">When the source last changed it.</param>
/// <param name="Since">When a waiting or set-aside record was first seen as such; null where that is not kept.</param>
public sealed record RecordStanding(long Number, RecordKind Kind, string Id, RecordState State, string? Reason, Instant? Created, Instant Changed, Instant? Since);
