using Daybook.Storage.Engines;
using NodaTime;

namespace Daybook.Storage;

/// <summary>The one-time codes that let a merchant into the sync flow: of each only its hash.</summary>
public sealed class FlowCodeStore
{
    private readonly IDialect dialect;

    public FlowCodeStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <param name="hash">The code's hash.</param>
    /// <param name="grant">What the code lets in to.</param>
    /// <param name="expires">From when on it is good no longer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task AddAsync(byte[] hash, FlowGrant grant, Instant expires, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync(
            """
            insert into flow_code (hash, company, commerce_key, accounting_key, merchant, redirect_url, expires)
            select @hash, number, @CommerceKey, @AccountingKey, @MerchantIdentifier, @RedirectUrl, @expires from company where id = @company
            """,
            new
            {
                hash,
                company = Columns.ToText(grant.Company),
                grant.CommerceKey,
                grant.AccountingKey,
                grant.MerchantIdentifier,
                RedirectUrl = grant.RedirectUrl?.OriginalString,
                expires = Columns.ToTicks(expires),
            },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Takes a code: whoever comes first has it, and nobody after that.</summary>
    /// <returns>What it lets in to; null where it is unknown, used or expired.</returns>
    public async Task<FlowGrant?> TakeAsync(byte[] hash, Instant now, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var row = await session.FirstAsync<FlowCodeRow>(
            """
            delete from flow_code where hash = @hash
            returning company as Company, commerce_key as CommerceKey, accounting_key as AccountingKey, merchant as Merchant, redirect_url as RedirectUrl, expires as Expires
            """,
            new { hash },
            cancellationToken);
        var company = row is null ? null : await session.FirstAsync<string>("select id from company where number = @Company", row, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return row is null || company is null || Columns.ToInstant(row.Expires) <= now
            ? null
            : new FlowGrant(Columns.ToId(company), row.CommerceKey, row.AccountingKey, row.Merchant, row.RedirectUrl is null ? null : new Uri(row.RedirectUrl));
    }

    /// <summary>Forgets what has expired.</summary>
    public async Task PurgeAsync(Instant now, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync("delete from flow_code where expires <= @now", new { now = Columns.ToTicks(now) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private sealed record FlowCodeRow
    {
        public int Company { get; init; }

        public string CommerceKey { get; init; } = "";

        public string AccountingKey { get; init; } = "";

        public string? Merchant { get; init; }

        public string? RedirectUrl { get; init; }

        public long Expires { get; init; }
    }
}

/// <summary>What a one-time code lets a merchant in to.</summary>
/// <param name="Company">The company's id.</param>
/// <param name="CommerceKey">The commerce platform that the flow was started for.</param>
/// <param name="AccountingKey">The accounting platform that the flow was started for.</param>
/// <param name="MerchantIdentifier">What the client knows the merchant by; null where it did not say.</param>
/// <param name="RedirectUrl">Where the merchant goes at the end; null: nowhere.</param>
public sealed record FlowGrant(Guid Company, string CommerceKey, string AccountingKey, string? MerchantIdentifier, Uri? RedirectUrl);
