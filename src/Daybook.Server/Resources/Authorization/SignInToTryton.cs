using Daybook.Platforms.Tryton;
using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Authorization;

/// <summary>A merchant says where the Tryton server is, and how to sign in; both are tried before they are kept.</summary>
internal static class SignInToTryton
{
    public const string Path = "/companies/{companyId}/connections/{connectionId}/sign-in";

    /// <summary>The page that asks.</summary>
    public static async Task<IResult> AskAsync(
        HttpContext context,
        TrytonBooks platform,
        ConsentStore consents,
        DaybookSettings settings,
        (Guid Company, Guid Id) connection,
        Func<string, string?> given,
        string? refusal,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var state = Security.ApiKeys.Generate();
        await consents.AddAsync(state, connection.Id, clock.Now() + StartConsent.Life, clock.Now(), platform.Key, cancellationToken);
        ConsentCookie.Set(context, state, settings.LinkTo("").Scheme == Uri.UriSchemeHttps);
        return ConsentPage.SignIn($"{context.Request.PathBase}/companies/{connection.Company}/connections/{connection.Id}/sign-in", state, platform.Name, given, refusal);
    }

    public static async Task<IResult> HandleAsync(
        string companyId,
        string connectionId,
        HttpContext context,
        Registry registry,
        PlatformNames platforms,
        ConsentStore consents,
        Linking linking,
        DaybookSettings settings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType || await registry.CompanyAsync(companyId, cancellationToken) is not { } company
            || await registry.ConnectionAsync(company, connectionId, cancellationToken) is not { } connection || platforms.Find(connection.PlatformKey) is not TrytonBooks platform)
        {
            return ConsentPage.Stale;
        }

        var form = await context.Request.ReadFormAsync(cancellationToken);
        var state = form["state"].ToString();
        if (!ConsentCookie.Holds(context, state) || await consents.TakeAsync<string>(state, clock.Now(), cancellationToken) is not { } begun || begun.Connection != connection.Id)
        {
            return ConsentPage.Stale;
        }

        string? Given(string name) => form[name].ToString() is { Length: > 0 } value ? value : null;
        var (authorization, refusal) = await TryAsync(platform, Given, cancellationToken);
        if (authorization is null)
        {
            return await AskAsync(context, platform, consents, settings, (company.Id, connection.Id), Given, refusal!.Value.Message, clock, cancellationToken);
        }

        ConsentCookie.Clear(context);
        return await linking.LinkAsync(platform, connection.Id, authorization, cancellationToken);
    }

    /// <summary>What opens the books, or why nothing does and whether asking again may help.</summary>
    /// <param name="platform">Tryton.</param>
    /// <param name="given">What was filled in: server, database, user and password.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<(Syncing.Authorization? Authorization, (string Message, bool CanBeRetried)? Refusal)> TryAsync(
        TrytonBooks platform, Func<string, string?> given, CancellationToken cancellationToken)
    {
        var missing = Array.Find(["server", "database", "user", "password"], name => string.IsNullOrEmpty(given(name)));
        if (missing is not null)
        {
            return (null, ($"{missing}: is missing. A connection to {platform.Name} needs server, database, user and password.", false));
        }

        if (!Uri.TryCreate(given("server"), UriKind.Absolute, out var server) || (server.Scheme != Uri.UriSchemeHttps && server.Scheme != Uri.UriSchemeHttp))
        {
            return (null, ("server: must be an address that begins with https:// or http://.", false));
        }

        try
        {
            var login = new TrytonLogin { Server = server, Database = given("database")!, User = given("user")!, Password = given("password")! };
            return await platform.SignInAsync(login, cancellationToken) switch
            {
                TrytonWelcome.Opened opened => (opened.Authorization, null),
                TrytonWelcome.Refused refused => (null, (refused.Message, false)),
                _ => throw new InvalidOperationException("A welcome is one of those known."),
            };
        }
        catch (PlatformUnavailableException unavailable)
        {
            return (null, ($"The server can't be reached, or is not a Tryton server. ({unavailable.Message})", true));
        }
    }
}
