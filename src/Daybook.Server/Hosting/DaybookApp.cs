using Daybook.Platforms;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Authorization;
using Daybook.Server.Resources.Companies;
using Daybook.Server.Resources.Configurations;
using Daybook.Server.Resources.Connections;
using Daybook.Server.Resources.Datasets;
using Daybook.Server.Resources.Documents;
using Daybook.Server.Resources.Ledger;
using Daybook.Server.Resources.Push;
using Daybook.Server.Resources.Records;
using Daybook.Server.Resources.Syncs;
using Daybook.Server.Security;
using Daybook.Server.Workers;
using Daybook.Server.Workers.Schedule;
using Daybook.Storage;
using Daybook.Syncing;
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
        });
        builder.Host.UseDefaultServiceProvider(container => (container.ValidateOnBuild, container.ValidateScopes) = (true, true));
        builder.Logging.SetMinimumLevel(logged).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", logged).AddFilter("System.Net.Http", LogLevel.Warning)
            // What keeps the host from starting is thrown as well, and told once.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(newId);
        builder.Services.AddStorage(new StorageOptions { DataFolder = settings.DataFolder, Postgres = settings.Database });
        builder.Services.AddPlatforms(new PlatformOptions { DataFolder = settings.DataFolder, Xero = settings.Xero });
        builder.Services.AddSingleton<Registry>();
        builder.Services.AddSingleton<PlatformNames>();
        builder.Services.AddSingleton<CompanyShape>();
        builder.Services.AddSingleton<Linking>();
        builder.Services.AddSyncing(new SyncEngineOptions { AloneSince = settings.Database is null ? clock.Now() : null });
        builder.Services.AddSingleton<RecordListing>();
        builder.Services.AddSingleton<SyncTargets>();
        builder.Services.AddSingleton<SyncShape>();
        builder.Services.AddSingleton<SyncRuns>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SyncRuns>());
        builder.Services.AddSchedule(settings, new ScheduleSettings(
            settings.RunsSchedule, Duration.FromMinutes(settings.ScheduleSpreadMinutes), settings.ScheduleConcurrency ?? (settings.Database is null ? 20 : 200)));
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<Preparation>(services, newApiKey));

        var app = builder.Build();
        app.UseMiddleware<FaultAnswers>();
        app.UsePathBase((settings.PublicUrl ?? settings.Url).AbsolutePath.TrimEnd('/'));
        app.UseRouting();
        app.UseMiddleware<ApiKeyCheck>();
        app.MapCompanies();
        app.MapConnections();
        app.MapAuthorization();
        app.MapPush();
        app.MapDatasets();
        app.MapRecords();
        app.MapConfigurations();
        app.MapSyncs();
        app.MapDocuments();
        app.MapLedger();
        return app;
    }
}
