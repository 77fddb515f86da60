using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Storage;

/// <summary>A record as its source sent it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">The JSON that was sent, in UTF-8.</param>
/// <param name="Modified">When the server last saw a change of it.</param>
public sealed record PushedData(RecordKind Kind, ReadOnlyMemory<byte> Payload, Instant Modified);
