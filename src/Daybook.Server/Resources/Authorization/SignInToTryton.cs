using Daybook.Platforms.Tryton;
using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Server.SyncFlow.Pages;
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
        ConsentPages pages,
        DaybookSettings settings,
        SignInInProgress connection,
        Func<string, string?> given,
        string? refusal,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var state = Security.ApiKeys.Generate();
        await consents.AddAsync(state, connection.Connection, clock.Now() + StartConsent.Life, clock.Now(), connection, cancellationToken);
        ConsentCookie.Set(context, state, settings.LinkTo("").Scheme == Uri.UriSchemeHttps);
        var action = $"{context.Request.PathBase}/companies/{connection.Company}/connections/{connection.Connection}/sign-in";
        return await pages.AskAsync(context, new SignInContent(action, state, platform.Name, given, refusal));
    }

    public static async Task<IResult> HandleAsync(
        string companyId,
        string connectionId,
        HttpContext context,
        Registry registry,
        PlatformNames platforms,
        ConsentStore consents,
        Linking linking,
        ConsentPages pages,
        DaybookSettings settings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType || await registry.CompanyAsync(companyId, cancellationToken) is not { } company
            || await registry.ConnectionAsync(company, connectionId, cancellationToken) is not { } connection || platforms.Find(connection.PlatformKey) is not TrytonBooks platform)
        {
            return await pages.StaleAsync(context);
        }

        var form = await context.Request.ReadFormAsync(cancellationToken);
        var state = form["state"].ToString();
        if (!ConsentCookie.Holds(context, state) || await consents.TakeAsync<SignInInProgress>(state, clock.Now(), cancellationToken) is not { } begun || begun.Connection != connection.Id)
        {
            return await pages.StaleAsync(context);
        }

        string? Given(string name) => form[name].ToString() is { Length: > 0 } value ? value : null;
        var (authorization, refusal) = await TryAsync(platform, Given, cancellationToken);
        if (authorization is null)
        {
            return await AskAsync(context, platform, consents, pages, settings, begun.Body, Given, refusal!.Value.Message, clock, cancellationToken);
        }

        ConsentCookie.Clear(context);
        return await linking.LinkAsync(context, platform, connection.Id, authorization, begun.Body.IsFromFlow ? company.Id : null, cancellationToken);
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

/// <summary>What must be known when the merchant sends the form.</summary>
/// <param name="Company">The company's id.</param>
/// <param name="Connection">The connection's id.</param>
/// <param name="IsFromFlow">Whether the merchant came from the company's pages.</param>
internal sealed record SignInInProgress(Guid Company, Guid Connection, bool IsFromFlow);
