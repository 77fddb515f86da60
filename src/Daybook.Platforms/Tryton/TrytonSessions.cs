using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Syncing;
using Authorization = Daybook.Syncing.Authorization;

namespace Daybook.Platforms.Tryton;

/// <summary>Signs in for each connection and keeps the session; one that Tryton has forgotten is renewed and the call repeated, since nothing of it was done.</summary>
internal sealed class TrytonSessions(TrytonCalls calls, IAuthorizationStore authorizations)
{
    private readonly ConcurrentDictionary<Guid, Lazy<Task<Opened>>> sessions = [];

    /// <summary>Calls a method of a model in the company of a connection.</summary>
    /// <param name="connection">The connection's id.</param>
    /// <param name="method">Such as <c>model.account.move.create</c>.</param>
    /// <param name="parameters">Without the context.</param>
    /// <param name="context">What belongs into the context besides the company; null: nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="PlatformNotAuthorizedException">Tryton no longer takes the login.</exception>
    /// <inheritdoc cref="TrytonCalls.SendAsync"/>
    public async Task<JsonElement> CallAsync(Guid connection, string method, IReadOnlyList<JsonNode?> parameters, JsonObject? context, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var turn = sessions.GetOrAdd(connection, id => new Lazy<Task<Opened>>(() => OpenAsync(id)));
            var session = await OpenedAsync(connection, turn, cancellationToken);
            var all = new JsonArray([.. parameters.Select(parameter => parameter?.DeepClone()), session.Context(context)]);
            if (await calls.SendAsync(session.Login, session.Header, method, all, cancellationToken) is { } result)
            {
                return result;
            }

            Forget(connection, turn);
            if (attempt == 2)
            {
                throw await DeauthorizeAsync(connection);
            }
        }
    }

    /// <summary>The books of a connection.</summary>
    /// <exception cref="PlatformNotAuthorizedException">Tryton no longer takes the login.</exception>
    /// <exception cref="PlatformUnavailableException">Tryton can't be asked at the moment.</exception>
    public async Task<TrytonDatabase> OpenAsync(Guid connection, CancellationToken cancellationToken)
    {
        var turn = sessions.GetOrAdd(connection, id => new Lazy<Task<Opened>>(() => OpenAsync(id)));
        return new TrytonDatabase(this, connection, (await OpenedAsync(connection, turn, cancellationToken)).Company);
    }

    /// <summary>The session must not outlive the login that it was bought with.</summary>
    public void Forget(Guid connection) => sessions.TryRemove(connection, out _);

    /// <summary>Signs in.</summary>
    /// <returns>The session; null where Tryton does not take user and password.</returns>
    /// <exception cref="TrytonRefusedException">The database is not there.</exception>
    public async Task<string?> SignInAsync(TrytonLogin login, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await calls.SendAsync(login, null, "common.db.login", [login.User, new JsonObject { ["password"] = login.Password }, "en"], cancellationToken);
            return answer is { ValueKind: JsonValueKind.Array } opened && opened.GetArrayLength() == 2
                ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.User}:{opened[0].GetInt32()}:{opened[1].GetString()}"))
                : null;
        }
        catch (TrytonRefusedException refused) when (refused.Message == "LoginException")
        {
            return null;
        }
    }

    private async Task<Opened> OpenAsync(Guid connection)
    {
        // Several calls may wait for this one session: it is no single caller's to cancel.
        var authorization = await authorizations.FindAsync(connection, CancellationToken.None) ?? throw await DeauthorizeAsync(connection);
        var login = TrytonLogin.Of(authorization);
        try
        {
            return await SignInAsync(login, CancellationToken.None) is { } header ? new Opened(login, header, authorization) : throw await DeauthorizeAsync(connection);
        }
        catch (TrytonRefusedException refused)
        {
            throw new PlatformUnavailableException($"Tryton did not let us in: {refused.Message}", refused);
        }
    }

    private async Task<Opened> OpenedAsync(Guid connection, Lazy<Task<Opened>> turn, CancellationToken cancellationToken)
    {
        try
        {
            return await turn.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (turn.Value.IsFaulted)
        {
            // The next caller tries anew; one who only stopped waiting takes nothing from the others.
            Forget(connection, turn);
            throw;
        }
    }

    private void Forget(Guid connection, Lazy<Task<Opened>> turn) => sessions.TryRemove(KeyValuePair.Create(connection, turn));

    private async Task<PlatformNotAuthorizedException> DeauthorizeAsync(Guid connection)
    {
        await authorizations.DeauthorizeAsync(connection, CancellationToken.None);
        return new PlatformNotAuthorizedException("Tryton no longer takes the user and password: connect it again.");
    }

    private sealed record Opened(TrytonLogin Login, string Header, Authorization Authorization)
    {
        /// <summary>0: none, in a database that has no company yet.</summary>
        public int Company { get; } = int.Parse(Authorization.Organisation, CultureInfo.InvariantCulture);

        /// <summary>Texts are known by their English words, whatever the user's language is.</summary>
        public JsonObject Context(JsonObject? more)
        {
            var context = more is null ? [] : (JsonObject)more.DeepClone();
            context["company"] = Company == 0 ? null : Company;
            context["language"] = "en";
            return context;
        }
    }
}
