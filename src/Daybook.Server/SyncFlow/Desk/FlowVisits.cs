using Daybook.Server.Requests;
using Daybook.Server.Resources.Configurations;
using Daybook.Server.Resources.Connections;
using Daybook.Server.Resources.VisibleAccounts;
using Daybook.Server.SyncFlow.Drafts;
using Daybook.Server.SyncFlow.Sessions;
using Daybook.Storage;
using Daybook.Syncing;
using Microsoft.AspNetCore.Antiforgery;

namespace Daybook.Server.SyncFlow.Desk;

/// <summary>Gathers what the pages show.</summary>
internal sealed class FlowVisits(
    Registry registry,
    ConnectionStore connections,
    ConfigurationStore configurations,
    PlatformNames platforms,
    ISyncStore syncs,
    SettingStore settings,
    FlowDrafts drafts,
    HabitReader habits,
    ChartMemory charts,
    IAntiforgery antiforgery,
    TimeProvider clock)
{
    public async Task<FlowVisit> ReadAsync(HttpContext http, FlowFront front, FlowSession session, Company company)
    {
        var cancellationToken = http.RequestAborted;
        var ties = await connections.ListAsync(company.Number, cancellationToken);
        var accounting = Best(ties, ConnectionSource.Accounting);
        var commerce = Best(ties, ConnectionSource.Commerce);
        var choices = await CompanyChoices.ReadAsync(company, registry, configurations, platforms, syncs, HttpMethods.IsGet(http.Request.Method) ? charts.RecallAsync : charts.ReadAsync, cancellationToken);
        var seen = await habits.ReadAsync(commerce, choices.Shop.Catalogue, cancellationToken);
        var home = FlowPaths.Of(http, company.Id);
        var draft = await drafts.FindAsync(company.Id, cancellationToken);
        var visible = await settings.FindAsync<Wire.VisibleAccounts>(ReadVisibleAccounts.Setting, accounting?.PlatformKey ?? session.AccountingKey, cancellationToken);
        return new FlowVisit
        {
            Front = front,
            Session = session,
            Company = company,
            Home = home,
            Here = (http.Request.PathBase + http.Request.Path).Value![home.Length..].TrimStart('/'),
            Token = antiforgery.GetAndStoreTokens(http).RequestToken!,
            Choices = choices,
            Draft = draft?.Over(choices.Current) ?? FirstDraft.Of(choices, seen, front.Words.IsFrench, clock.Now()),
            HasDraft = draft is not null,
            Habits = seen,
            Commerce = commerce,
            Accounting = accounting,
            Books = BooksOf(company, accounting),
            VisibleAccounts = visible?.Accounts?.ToHashSet(StringComparer.Ordinal),
        };
    }

    private BooksEditor BooksOf(Company company, Connection? accounting) => new(
        accounting is { Status: ConnectionStatus.Linked } ? platforms.Find(accounting.PlatformKey) : null,
        new PlatformLink(company.Id, accounting?.Id ?? default, company.Name),
        charts);

    private static Connection? Best(IReadOnlyList<Connection> ties, ConnectionSource source) =>
        ties.Where(tie => tie.Source == source).OrderByDescending(tie => tie.Status == ConnectionStatus.Linked).ThenByDescending(tie => tie.Number).FirstOrDefault();
}
