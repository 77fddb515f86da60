using Daybook.Server.Hosting;
using Daybook.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;

namespace Daybook.Server.Workers.Schedule;

internal static class ScheduleRegistration
{
    /// <summary>Adds the calendar of syncs, and on a server that is to run them the scheduler: over the one PostgreSQL database of all servers, or over a file of its own.</summary>
    public static void AddSchedule(this IServiceCollection services, DaybookSettings settings, ScheduleSettings schedule)
    {
        services.AddSingleton(schedule);
        services.AddSingleton<SyncCalendar>();
        services.AddSingleton<ScheduledSync>();
        services.AddSingleton<ClockWatch>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                options.InstanceName = "daybook";
                options.MaxBatchSize = Math.Min(schedule.Concurrency, SyncCalendar.AtOnce);
                options.IdleWaitTime = TimeSpan.FromSeconds(5);
            });
            quartz.UseDefaultThreadPool(schedule.Concurrency);
            quartz.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                if (settings.Database is { } database)
                {
                    store.UsePostgres(NpgsqlFactory.Instance, PostgresSettings.Complete(database));
                    store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(5));
                }
                else
                {
                    store.UseSqlite(SqliteFactory.Instance, $"Data Source={Path.Combine(settings.DataFolder, "schedule.db")}");
                }
            });
            quartz.ScheduleJob<CalendarUpkeep>(trigger => trigger.WithIdentity(CalendarUpkeep.Trigger.Name).StartNow().WithSimpleSchedule(CalendarUpkeep.Interval));
        });
        if (schedule.IsOn)
        {
            services.AddHostedService(provider => provider.GetRequiredService<ClockWatch>());
            services.AddQuartzHostedService(options => (options.AwaitApplicationStarted, options.WaitForJobsToComplete) = (true, true));
        }
    }
}
