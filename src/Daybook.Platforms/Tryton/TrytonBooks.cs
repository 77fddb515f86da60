using System.Globalization;
using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Syncing;
using NodaTime.Extensions;

namespace Daybook.Platforms.Tryton;

/// <summary>Books kept in a merchant's own Tryton (6.0 LTS, with the modules account and account_invoice).</summary>
public sealed partial class TrytonBooks : IChartEditor, IContactEditor, IDisposable
{
    private const int Attempts = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly string[] Deleted = [TrytonId.Move, "account.move.line", "account.move.reconciliation"];

    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];
    private readonly Paces paces;
    private readonly TrytonCalls calls;
    private readonly TrytonSessions sessions;
    private readonly TrytonChartReader charts;
    private readonly TimeProvider time;

    public TrytonBooks(TrytonOptions options, IHttpClientFactory http, IAuthorizationStore authorizations, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.time = time;
        paces = new Paces(options.Limits, options.Limits with { Concurrent = 200, PerMinute = int.MaxValue, PerDay = int.MaxValue }, time);
        calls = new TrytonCalls(http, options, paces);
        sessions = new TrytonSessions(calls, authorizations);
        charts = new TrytonChartReader(time);
    }

    public string Key => "tryt";

    public string Name => "Tryton";

    public bool LinksAtOnce => false;

    public void Dispose()
    {
        paces.Dispose();
        Array.ForEach(turns, turn => turn.Dispose());
    }

    /// <summary>Tries a login: whether it opens the books of a company, with all that we have to do there.</summary>
    /// <exception cref="PlatformUnavailableException">The server can't be asked at the moment, or is none.</exception>
    public async Task<TrytonWelcome> SignInAsync(TrytonLogin login, CancellationToken cancellationToken)
    {
        try
        {
            if (await sessions.SignInAsync(login, cancellationToken) is not { } session)
            {
                return new TrytonWelcome.Refused("Tryton does not take this user with this password, or has no such database.");
            }

            var preferences = new TrytonRecord(await AskAsync("model.res.user.get_preferences", [true, new JsonObject()]));
            if (preferences.Link("company") is not { } company)
            {
                return new TrytonWelcome.Refused("This user of Tryton has no company: choose one in the user's preferences in Tryton.");
            }

            JsonObject Context() => new() { ["company"] = company, ["language"] = "en" };
            var models = TrytonJson.Texts(Deleted);
            var access = await AskAsync("model.ir.model.access.get_access", [models, Context()]);
            if (Deleted.Any(model => !access.TryGetProperty(model, out var rights) || !new TrytonRecord(rights).IsTrue("delete")))
            {
                return new TrytonWelcome.Refused("This user of Tryton may not do all that is needed: put it into the groups Account and Account Administration.");
            }

            var books = TrytonRecord.ListOf(await AskAsync("model.company.company.read", [TrytonJson.Ids(company), TrytonJson.Texts("party.name"), Context()]));
            var name = books[0].Related("party")?.Text("name") ?? "";
            return new TrytonWelcome.Opened(login.For(company.ToString(CultureInfo.InvariantCulture), name, time.GetUtcNow().ToInstant()));

            async Task<System.Text.Json.JsonElement> AskAsync(string method, JsonArray parameters) =>
                await calls.SendAsync(login, session, method, parameters, cancellationToken) ?? throw new PlatformUnavailableException("Tryton forgot the session at once.");
        }
        catch (TrytonRefusedException no)
        {
            return new TrytonWelcome.Refused($"Tryton did not let us in. It says: {no.Message}");
        }
    }

    /// <summary>The login of a connection was changed: the session and what was read with the old one are forgotten.</summary>
    public void Forget(Guid connection)
    {
        sessions.Forget(connection);
        charts.Forget(connection);
    }

    public Task<Chart> ReadChartAsync(PlatformLink link, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var database = await sessions.OpenAsync(link.Connection, cancellationToken);
        return (await charts.ReadAsync(database, cancellationToken)).ToChart();
    });

    /// <summary>Writes one document; the platform's id of it is <c>invoice/12</c> or <c>move/34</c>.</summary>
    public Task<WriteOutcome> WriteAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken) =>
        TryAsync(link, document, database => new TrytonWriting(database, charts, link, document, platformIdOf).WriteAsync(cancellationToken), cancellationToken);

    public Task<string?> FindAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var database = await sessions.OpenAsync(link.Connection, cancellationToken);
        return await new TrytonWriting(database, charts, link, document, platformIdOf).FindAsync(cancellationToken);
    });

    /// <summary>Takes a document back by its counterpart, as Tryton does; nothing that was posted is deleted.</summary>
    public Task<WriteOutcome> VoidAsync(PlatformLink link, Document document, string platformId, CancellationToken cancellationToken) => TrytonId.Read(platformId) is { } id
        ? TryAsync(link, document, database => new TrytonVoiding(database, charts).VoidAsync(document, id, cancellationToken), cancellationToken)
        : Task.FromResult<WriteOutcome>(new WriteOutcome.Accepted(platformId));

    internal Task<TrytonDatabase> OpenAsync(Guid connection, CancellationToken cancellationToken) => sessions.OpenAsync(connection, cancellationToken);

    private async Task<WriteOutcome> TryAsync(PlatformLink link, Document document, Func<TrytonDatabase, Task<WriteOutcome>> work, CancellationToken cancellationToken)
    {
        // Within one process nobody has to race for a number.
        var turn = turns[(uint)HashCode.Combine(link.Connection, document.Number) % (uint)turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await work(await sessions.OpenAsync(link.Connection, cancellationToken));
                }
                catch (TrytonRefusedException no) when (no.Kind == TrytonNo.Busy && attempt < Attempts)
                {
                    await Task.Delay(Pause * attempt, time, cancellationToken);
                }
            }
        }
        catch (PlatformNotAuthorizedException closed)
        {
            return new WriteOutcome.Rejected(Refusal.NotAuthorized, closed.Message);
        }
        catch (PlatformUnavailableException unavailable)
        {
            return new WriteOutcome.Unanswered(unavailable.Message);
        }
        catch (TrytonRefusedException no)
        {
            return no.Kind == TrytonNo.Busy ? new WriteOutcome.Unanswered($"Tryton is busy: {no.Message}") : TrytonRefusals.Of(no);
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (TrytonRefusedException no)
        {
            throw new PlatformUnavailableException($"Tryton did not answer: {no.Message}", no);
        }
    }
}
