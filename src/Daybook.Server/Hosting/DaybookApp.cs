using Daybook.Platforms;
using Daybook.Platforms.Tryton;
using Daybook.Server.Errors;
using Daybook.Server.Idempotency;
using Daybook.Server.Limits;
using Daybook.Server.Reference;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Accounting;
using Daybook.Server.Resources.ApiKeys;
using Daybook.Server.Resources.Authorization;
using Daybook.Server.Resources.Colours;
using Daybook.Server.Resources.Companies;
using Daybook.Server.Resources.Configurations;
using Daybook.Server.Resources.Connections;
using Daybook.Server.Resources.Data;
using Daybook.Server.Resources.Datasets;
using Daybook.Server.Resources.Documents;
using Daybook.Server.Resources.Health;
using Daybook.Server.Resources.Integrations;
using Daybook.Server.Resources.Ledger;
using Daybook.Server.Resources.Products;
using Daybook.Server.Resources.Profiles;
using Daybook.Server.Resources.Push;
using Daybook.Server.Resources.PushHistory;
using Daybook.Server.Resources.Records;
using Daybook.Server.Resources.Refreshes;
using Daybook.Server.Resources.Subscriptions;
using Daybook.Server.Resources.SyncFlow;
using Daybook.Server.Resources.Syncs;
using Daybook.Server.Resources.SyncSettings;
using Daybook.Server.Resources.Texts;
using Daybook.Server.Resources.VisibleAccounts;
using Daybook.Server.Security;
using Daybook.Server.SyncFlow;
using Daybook.Server.Telemetry;
using Daybook.Server.Webhooks;
using Daybook.Server.Workers;
using Daybook.Server.Workers.Schedule;
using Daybook.Storage;
using Daybook.Syncing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using NodaTime;

namespace Daybook.Server.Hosting;

/// <summary>Puts the rooms together.</summary>
public static class DaybookApp
{
    /// <summary>The whole server, ready to be started; the database is brought up to date before the first request.</summary>
    /// <param name="settings">What the operator set.</param>
    /// <param name="clock">The time.</param>
    /// <param name="newId">Makes ids.</param>
    /// <param name="newApiKey">Makes the first API key where none is given.</param>
    /// <param name="logged">The least that is logged; of the framework's own messages at least warnings.</param>
    public static WebApplication Build(DaybookSettings settings, TimeProvider clock, Func<Guid> newId, Func<string> newApiKey, LogLevel logged = LogLevel.Information)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Url.GetLeftPart(UriPartial.Authority));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Every body is read by RequestBody, which has the limit: it can answer with the error body, Kestrel could only hang up.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        });
        builder.Host.UseDefaultServiceProvider(container => (container.ValidateOnBuild, container.ValidateScopes) = (true, true));
        builder.Logging.SetMinimumLevel(logged).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", logged)
            .AddFilter("Quartz", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning)
            // What keeps the host from starting is thrown as well, and told once.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
            // It warns of every key that lies in a file as it is; who may read the data folder may read the books themselves.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        TelemetryExport.AddTo(builder, settings.Telemetry);
        AddRooms(builder.Services, settings, clock, newId, newApiKey);

        var app = builder.Build();
        app.UseMiddleware<FaultAnswers>();
        app.UseMiddleware<QuotaHeaders>();
        app.UsePathBase((settings.PublicUrl ?? settings.Url).AbsolutePath.TrimEnd('/'));
        app.UseRouting();
        app.UseMiddleware<ApiKeyCheck>();
        app.UseMiddleware<RequestLimits>();
        app.UseMiddleware<IdCheck>();
        app.UseMiddleware<FirstAnswers>();
        MapRooms(app);
        return app;
    }

    private static void AddRooms(IServiceCollection services, DaybookSettings settings, TimeProvider clock, Func<Guid> newId, Func<string> newApiKey)
    {
        services.AddSingleton(settings);
        services.AddSingleton(clock);
        services.AddSingleton(newId);
        services.AddStorage(new StorageOptions { DataFolder = settings.DataFolder, Postgres = settings.Database, AnswersKept = Duration.FromHours(settings.KeepAnswersHours) });
        services.AddPlatforms(new PlatformOptions
        {
            DataFolder = settings.DataFolder,
            Xero = settings.Xero,
            QuickBooks = settings.QuickBooks,
            FreeAgent = settings.FreeAgent,
            Tryton = settings.OffersTryton ? new TrytonOptions { Connect = settings.TrytonMayBePrivate ? null : (context, ended) => PublicAddress.ConnectAsync(context.DnsEndPoint, ended) } : null,
        });
        services.AddSingleton<Registry>();
        services.AddSingleton<PlatformNames>();
        services.AddSingleton<CompanyShape>();
        services.AddSingleton<Linking>();
        services.AddSingleton<IntegrationShape>();
        services.AddSingleton<ClientIdentity>();
        services.AddSingleton<GuessLimit>();
        services.AddSingleton<DailyQuota>();
        services.AddSingleton<CompanyTurns>();
        services.AddSingleton<Housekeeping>();
        services.AddSingleton<Retention>();
        services.AddSingleton<FlowCodes>();
        services.AddSingleton<FlowTexts>();
        services.AddSingleton<MerchantDesk>();
        services.AddSingleton(new ApiKeyMaker(newApiKey));
        services.AddSyncing(new SyncEngineOptions { AbandonedAfter = Duration.FromSeconds(settings.TakeoverSeconds), AloneSince = settings.Database is null ? clock.Now() : null });
        services.AddSingleton<RecordListing>();
        services.AddSingleton<SyncTargets>();
        services.AddSingleton<SyncShape>();
        services.AddSingleton<SyncRuns>();
        services.AddSingleton<EventShape>();
        services.AddSingleton(new WebhookSender(settings.WebhooksMayReachPrivate));
        services.AddSingleton(new MailSender(settings.Mail));
        services.AddSingleton<RuleShapes>();
        services.AddSingleton<WebhookPump>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookPump>());
        services.AddHostedService(provider => provider.GetRequiredService<SyncRuns>());
        services.AddHostedService(provider => provider.GetRequiredService<Housekeeping>());
        services.AddHostedService(provider => provider.GetRequiredService<Retention>());
        services.AddMerchantPages(settings);
        services.AddSchedule(settings, new ScheduleSettings(
            settings.RunsSchedule, Duration.FromMinutes(settings.ScheduleSpreadMinutes), settings.ScheduleConcurrency ?? (settings.Database is null ? 20 : 200)));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<Preparation>(provider, newApiKey));
    }

    private static void MapRooms(WebApplication app)
    {
        app.MapCompanies();
        app.MapConnections();
        app.MapAuthorization();
        app.MapPush();
        app.MapDatasets();
        app.MapData();
        app.MapRecords();
        app.MapConfigurations();
        app.MapSyncs();
        app.MapDocuments();
        app.MapLedger();
        app.MapProfiles();
        app.MapApiKeys();
        app.MapIntegrations();
        app.MapSyncFlow();
        app.MapTexts();
        app.MapColours();
        app.MapVisibleAccounts();
        app.MapSubscriptions();
        app.MapSyncSettings();
        app.MapRefreshes();
        app.MapPushHistory();
        app.MapAccounting();
        app.MapProducts();
        app.MapMerchantPages();
        app.MapHealth();
        app.MapReference(app.Services.GetRequiredService<DaybookSettings>());
    }
}
