using Daybook.Platforms.Http;

namespace Daybook.Platforms.Tryton;

/// <summary>How this server calls the merchants' Tryton servers.</summary>
public sealed record TrytonOptions
{
    /// <summary>Opens the connection to a server: the place to refuse addresses that must not be reached; null: any address is connected to.</summary>
    public Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? Connect { get; init; }

    /// <summary>Calls to one server. A Tryton server works on few calls at once, and its people want some of them.</summary>
    public PaceLimits Limits { get; init; } = new(Concurrent: 4, PerMinute: 100_000, PerDay: 10_000_000);

    /// <summary>How long an answer is waited for. Posting a document of a thousand lines takes Tryton half a minute.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(120);
}
