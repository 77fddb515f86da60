using Daybook.Storage.Engines;
using Daybook.Storage.Retention;
using NodaTime;

namespace Daybook.Storage;

/// <summary>First answers by idempotency key. A key is claimed before its request is worked on, and its answer is stored before it is sent.</summary>
public sealed class AnswerStore
{
    /// <summary>How long an answer is given again where <see cref="StorageOptions.AnswersKept"/> says nothing else.</summary>
    public static readonly Duration Kept = Duration.FromHours(24);

    /// <summary>How long a claim without an answer keeps others out: whoever made it is then taken for dead.</summary>
    public static readonly Duration Stale = Duration.FromMinutes(10);

    private readonly IDialect dialect;
    private readonly Duration kept;

    public AnswerStore(Database database, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(options);
        dialect = database.Dialect;
        kept = options.AnswersKept;
    }

    /// <param name="id">What tells the key from all others.</param>
    /// <param name="token">Names the claim.</param>
    /// <param name="now">The moment that it is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null: the key is claimed now. Else what is there.</returns>
    public async Task<KeptAnswer?> ClaimAsync(byte[] id, Guid token, Instant now, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var claimed = await session.ExecuteAsync(
            """
            insert into answer (id, token, created) values (@id, @token, @now)
            on conflict (id) do update set token = excluded.token, created = excluded.created, request = null, status = null, content_type = null, body = null
            where answer.created <= @expired or (answer.status is null and answer.created <= @stale)
            """,
            new { id, token = Columns.ToText(token), now = Columns.ToTicks(now), expired = Columns.ToTicks(now - kept), stale = Columns.ToTicks(now - Stale) },
            cancellationToken);
        var found = claimed > 0
            ? null
            : await session.FirstAsync<AnswerRow>("select request as Request, status as Status, content_type as ContentType, body as Body from answer where id = @id", new { id }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return found is null ? null : new KeptAnswer(found.Request, found.Status, found.ContentType, found.Body ?? []);
    }

    /// <summary>Stores the answer of a claim, unless somebody else has the key by now.</summary>
    public async Task KeepAsync(byte[] id, Guid token, KeptAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync(
            "update answer set request = @Request, status = @Status, content_type = @ContentType, body = @body where id = @id and token = @token",
            new { id, token = Columns.ToText(token), answer.Request, answer.Status, answer.ContentType, body = answer.Body.ToArray() },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Gives a claim up: the next request with the key is worked on.</summary>
    public async Task ReleaseAsync(byte[] id, Guid token, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync("delete from answer where id = @id and token = @token", new { id, token = Columns.ToText(token) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Forgets what is kept no longer.</summary>
    /// <returns>How many answers were forgotten.</returns>
    public Task<int> PurgeAsync(Instant now, CancellationToken cancellationToken) => dialect.InPortionsAsync(
        "delete from answer where id in (select id from answer where created <= @before order by created limit @most)", Columns.ToTicks(now - kept), cancellationToken);

    private sealed record AnswerRow
    {
        public byte[]? Request { get; init; }

        public int? Status { get; init; }

        public string? ContentType { get; init; }

        public byte[]? Body { get; init; }
    }
}

/// <summary>An answer that is kept.</summary>
/// <param name="Request">The hash of the request that it answers; null while that runs.</param>
/// <param name="Status">The HTTP status; null while the request runs.</param>
/// <param name="ContentType">The type of the body; null where there is none.</param>
/// <param name="Body">The body, packed as the caller packed it.</param>
public sealed record KeptAnswer(byte[]? Request, int? Status, string? ContentType, ReadOnlyMemory<byte> Body);
