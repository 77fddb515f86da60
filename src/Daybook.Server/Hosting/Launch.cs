using System.Data.Common;
using System.Net.Sockets;
using Daybook.Server.Requests;
using Daybook.Server.Sample;
using Daybook.Storage;
using Microsoft.AspNetCore.Connections;

namespace Daybook.Server.Hosting;

/// <summary>Starts the process as the command line asks, and tells in words why it can't.</summary>
internal static class Launch
{
    private const int Failed = 1;
    private const int Misused = 2;

    /// <summary>Runs until the server is stopped, or until the sample has ended.</summary>
    /// <returns>The exit code: 0 where all went well, 1 where something failed, 2 where command line or settings can't be read.</returns>
    public static async Task<int> RunAsync(string[] arguments, Func<string, string?> variable, TimeProvider clock, Func<Guid> newId, Func<string> newApiKey)
    {
        if (LaunchMode.Read(arguments) is not { } mode)
        {
            await Console.Error.WriteLineAsync(LaunchMode.Usage);
            return Misused;
        }

        DaybookSettings settings;
        try
        {
            settings = DaybookSettings.FromEnvironment(variable);
        }
        catch (FormatException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return Misused;
        }

        if (mode.BackUpTo is { } folder)
        {
            return await BackUpAsync(settings, folder);
        }

        if (mode.RotatesKeys)
        {
            return await RotateKeysAsync(settings, clock);
        }

        if (mode.WithSample)
        {
            // The sample's figures are those of the syncs that it asks for.
            settings = settings with { RunsSchedule = false };
        }

        if (mode.WithSample && settings.ApiKey is null)
        {
            settings = settings with { ApiKey = newApiKey(), ApiKeyIsForThisRun = true };
        }

        await using var app = DaybookApp.Build(settings, clock, newId, newApiKey, mode.WithSample ? LogLevel.Warning : LogLevel.Information);
        try
        {
            await app.StartAsync();
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException or SocketException)
        {
            await Console.Error.WriteLineAsync($"Can't listen on {settings.Url}: {fault.InnerException.Message}. Set DAYBOOK_URL to another address, such as http://127.0.0.1:5081.");
            return Failed;
        }

        var succeeded = !mode.WithSample || await RunSampleAsync(settings, mode, app.Lifetime.ApplicationStopping);
        if (mode.Once || !succeeded)
        {
            await app.StopAsync();
            return succeeded ? 0 : Failed;
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task<int> BackUpAsync(DaybookSettings settings, string folder)
    {
        if (settings.Database is not null)
        {
            await Console.Error.WriteLineAsync("--backup copies the data folder of the embedded default. DAYBOOK_DATABASE is set: back PostgreSQL up with pg_dump, and copy the books folder after it.");
            return Misused;
        }

        try
        {
            DataFolder.Copy(settings.DataFolder, folder);
            await Console.Out.WriteLineAsync($"Copied to {Path.GetFullPath(folder)}. To go back to it, start the server with DAYBOOK_DATA={folder}. Not in it: the keys folder, which opens what is sealed in the copy; keep a copy of it elsewhere.");
            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Nothing was backed up: {fault.Message}");
            return Failed;
        }
    }

    private static async Task<int> RotateKeysAsync(DaybookSettings settings, TimeProvider clock)
    {
        var options = new StorageOptions { DataFolder = settings.DataFolder, Postgres = settings.Database };
        await using var database = new Database(options, clock);
        try
        {
            var rotated = await new KeyRotation(database, options).RotateAsync(clock.Now(), CancellationToken.None);
            await Console.Out.WriteLineAsync($"Made key {rotated.Key}, and closed {rotated.Renewed} stored secrets anew with it.");
            if (rotated.Unreadable > 0)
            {
                await Console.Out.WriteLineAsync($"{rotated.Unreadable} could not be read, since the keys that they were closed with had gone before: those merchants must connect again.");
            }

            if (rotated.OldFiles.Count > 0)
            {
                await Console.Out.WriteLineAsync($"Restart the servers; then these may be deleted, which ends the merchants' open sessions:\n{string.Join('\n', rotated.OldFiles)}");
            }

            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DbException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"The keys were not rotated to the end: {fault.Message} What is closed anew stays so; run it again.");
            return Failed;
        }
    }

    private static async Task<bool> RunSampleAsync(DaybookSettings settings, LaunchMode mode, CancellationToken cancellationToken)
    {
        using var http = SampleClient.Connect(settings.Url, settings.ApiKey!);
        var report = new SampleReport(Console.Out, settings, staysUp: !mode.Once);
        try
        {
            await new SampleMerchant(new SampleClient(http), report).RunAsync(cancellationToken);
            return true;
        }
        catch (Exception fault) when (fault is SampleException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"The sample failed: {fault.Message}");
            return false;
        }
    }
}
