using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Platforms.OAuth;
using Daybook.Syncing;

namespace Daybook.Platforms.Xero;

/// <summary>Books kept in Xero.</summary>
public sealed partial class XeroBooks : IOAuthPlatform, IBatchingPlatform, IDisposable
{
    private const int Turns = 3;

    private readonly Paces paces;
    private readonly XeroCalls calls;
    private readonly XeroChartReader charts;
    private readonly XeroTracking tracking;
    private readonly Attempts attempts;
    private readonly IAuthorizationStore authorizations;
    private readonly AccessTokens tokens;
    private readonly TimeProvider clock;

    public XeroBooks(XeroOptions options, IHttpClientFactory http, AccessTokens tokens, IAuthorizationStore authorizations, TimeProvider time, ISharedPace? shared = null)
    {
        App = options.ToApp();
        this.tokens = tokens;
        this.authorizations = authorizations;
        clock = time;
        paces = new Paces(Key, options.Limits, options.AppLimits, time, shared);
        calls = new XeroCalls(http, options, App, tokens, paces);
        charts = new XeroChartReader(calls, time);
        tracking = new XeroTracking(calls, time);
        attempts = new Attempts(time);
    }

    public string Key => "gbol";

    public string Name => "Xero";

    public bool LinksAtOnce => false;

    public OAuthApp App { get; }

    public void Dispose() => paces.Dispose();

    public async Task<Chart> ReadChartAsync(PlatformLink link, CancellationToken cancellationToken) => (await charts.ReadAsync(link.Connection, cancellationToken)).ToChart();

    /// <summary>Writes one document; the platform's id of it is its resource and Xero's id.</summary>
    public async Task<WriteOutcome> WriteAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken)
    {
        try
        {
            var (form, formless) = await FormAsync(link, document, platformIdOf, cancellationToken);
            return form is null ? formless! : await SendAsync(link, document, form, cancellationToken);
        }
        catch (PlatformNotAuthorizedException closed)
        {
            return new WriteOutcome.Rejected(Refusal.NotAuthorized, closed.Message);
        }
        catch (PlatformUnavailableException unavailable)
        {
            return new WriteOutcome.Unanswered(unavailable.Message);
        }
    }

    public async Task<string?> FindAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken)
    {
        var chart = await charts.GetAsync(link.Connection, cancellationToken);
        var (form, _) = new XeroForms(chart, link).Of(document, platformIdOf);
        var found = form is null ? null : await FindAsync(link, document, form, cancellationToken);
        return found is { IsOurs: true, IsVoid: false } ? found.Id.ToString() : null;
    }

    /// <summary>The organisations of the user who consented.</summary>
    public async Task<IReadOnlyList<Organisation>> ReadOrganisationsAsync(string accessToken, Func<string, string?> callback, CancellationToken cancellationToken)
    {
        var ties = await calls.ReadConnectionsAsync(accessToken, cancellationToken) ?? [];
        return [.. ties.Where(tie => tie.Text("tenantType") is null or "ORGANISATION").Select(tie => new Organisation(tie.Text("tenantId")!, tie.Text("tenantName") ?? "", tie.Text("id")))];
    }

    public async Task DisconnectAsync(Guid connection, CancellationToken cancellationToken)
    {
        charts.Forget(connection);
        tracking.Forget(connection);
        if (await authorizations.FindAsync(connection, cancellationToken) is not { PlatformConnection: { } tie })
        {
            return;
        }

        try
        {
            var authorization = await tokens.GetAsync(App, connection, null, cancellationToken);
            await calls.CutConnectionAsync(authorization.AccessToken, tie, cancellationToken);
        }
        catch (PlatformNotAuthorizedException)
        {
            // The merchant took the consent back already.
        }
    }

    /// <summary>How a document is sent; or why it is not. A chart that was read some minutes ago may be too old to refuse by, never too old to send by: Xero refuses by itself.</summary>
    private async Task<(XeroForm? Form, WriteOutcome.Rejected? Refusal)> FormAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken)
    {
        var chart = await charts.GetAsync(link.Connection, cancellationToken);
        var refusal = XeroCheck.Refusal(document, chart, link);
        if (refusal is { Refusal: Refusal.NotActive })
        {
            chart = await charts.ReadAsync(link.Connection, cancellationToken);
            refusal = XeroCheck.Refusal(document, chart, link);
        }

        return refusal is null ? new XeroForms(chart, link, await tracking.OfAsync(link.Connection, document, cancellationToken)).Of(document, platformIdOf) : (null, refusal);
    }

    private async Task<WriteOutcome> SendAsync(PlatformLink link, Document document, XeroForm form, CancellationToken cancellationToken)
    {
        var lost = "";
        for (var turn = 1; turn <= Turns; turn++)
        {
            if (attempts.WasTried(document.Id) && await FindAsync(link, document, form, cancellationToken) is { } found)
            {
                return OutcomeOf(document, found);
            }

            var key = attempts.KeyOf(document.Id);
            switch (await calls.SendAsync(link.Connection, HttpMethod.Put, form.Path, XeroForm.BodyOf([form]), key, cancellationToken))
            {
                case XeroAnswer.Ok ok:
                    return ok.Root.List(form.Collection) is [var element, ..]
                        ? await JudgeAsync(link, document, form, element, cancellationToken)
                        : await RefusedAsync(link, document, form, ["The answer holds nothing."], cancellationToken);
                case XeroAnswer.Refused refused when refused.Messages.Any(message => message.Contains("used with a different request", StringComparison.OrdinalIgnoreCase)):
                    attempts.Spent(document.Id);
                    break;
                case XeroAnswer.Refused refused:
                    return await RefusedAsync(link, document, form, refused.Messages, cancellationToken);
                case XeroAnswer.Missing:
                    return new WriteOutcome.Rejected(Refusal.Invalid, $"{document.Number} settles a document that is gone from Xero.");
                case XeroAnswer.Failed failed when turn > 1:
                    attempts.Spent(document.Id);
                    return new WriteOutcome.Unanswered(failed.Message);
                case XeroAnswer.Failed failed:
                    attempts.Spent(document.Id);
                    lost = failed.Message;
                    break;
                case XeroAnswer.Lost gone:
                    lost = gone.Message;
                    break;
            }
        }

        return new WriteOutcome.Unanswered(lost);
    }

    /// <summary>An answer counts once it says what was sent: with an id, in the wanted state, to the cent. What came out otherwise is taken back.</summary>
    private async Task<WriteOutcome> JudgeAsync(PlatformLink link, Document document, XeroForm form, JsonPart element, CancellationToken cancellationToken)
    {
        var errors = element.Refusals().Distinct(StringComparer.Ordinal).ToList();
        if (errors.Count > 0 || element.Text("StatusAttributeString") == "ERROR")
        {
            return await RefusedAsync(link, document, form, errors, cancellationToken);
        }

        var id = form.Credit is { } credit ? credit with { Allocation = element.Text("AllocationID") } : new XeroId(form.Resource, element.Text(XeroId.FieldOf(form.Resource)) ?? "");
        if (form.Credit is not null ? id.Allocation is null : !Guid.TryParse(id.Id, out _))
        {
            return await FindAsync(link, document, form, cancellationToken) is { } found
                ? OutcomeOf(document, found)
                : new WriteOutcome.Rejected(Refusal.Other, $"Xero took {document.Number} without writing it.");
        }

        var wrong = form.Amounts.Where(amount => element.Amount(amount.Field) is { } said && said != amount.Amount).Select(amount => $"{amount.Field} {element.Amount(amount.Field)} instead of {amount.Amount}").ToList();
        if (form.States.Count > 0 && element.Text("Status") is { } state && !form.States.Contains(state))
        {
            wrong.Add($"status {state}");
        }

        if (wrong.Count == 0)
        {
            return new WriteOutcome.Accepted(id.ToString());
        }

        var undone = await VoidAsync(link, document, id.ToString(), cancellationToken) is WriteOutcome.Accepted;
        return new WriteOutcome.Rejected(
            Refusal.Other, $"Xero booked {document.Number} with {string.Join(", ", wrong)}; {(undone ? "it was taken back" : $"take it out of Xero by hand ({id})")}.");
    }

    private async Task<WriteOutcome> RefusedAsync(PlatformLink link, Document document, XeroForm form, IReadOnlyList<string> messages, CancellationToken cancellationToken)
    {
        var rejected = XeroRefusals.Of(messages);
        if (rejected.Refusal == Refusal.DuplicateNumber && await FindAsync(link, document, form, cancellationToken) is { } found)
        {
            return OutcomeOf(document, found);
        }

        if (rejected.Refusal == Refusal.NotActive)
        {
            charts.Forget(link.Connection);
            tracking.Forget(link.Connection);
        }

        return rejected;
    }

    private Task<XeroFound?> FindAsync(PlatformLink link, Document document, XeroForm form, CancellationToken cancellationToken) =>
        new XeroLookup(calls, link.Connection).FindAsync(document, form, cancellationToken);

    private static WriteOutcome OutcomeOf(Document document, XeroFound found) => found switch
    {
        { IsOurs: false } => new WriteOutcome.Rejected(Refusal.DuplicateNumber, $"Another document in Xero has the number {document.Number}."),
        { IsVoid: true } => new WriteOutcome.Rejected(Refusal.Invalid, $"{document.Number} was voided in Xero and can't be written again."),
        _ => new WriteOutcome.Accepted(found.Id.ToString()),
    };
}
