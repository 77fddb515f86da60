using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Daybook.Testing;

/// <summary>
/// PostgreSQL for tests: the server that the environment variable <c>DAYBOOK_TEST_POSTGRES</c> names, else a private cluster of the installed version
/// in a temporary folder, started once a process and gone with it. Where neither can be had, tests fail.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Variable = "DAYBOOK_TEST_POSTGRES";
    private static readonly Lazy<Task<PostgresCluster>> Shared = new(StartAsync);

    private readonly string administration;
    private readonly string? folder;
    private Process? server;
    private Func<(Process Process, Task Ready)>? start;

    private PostgresCluster(string administration, Process? server, string? folder)
    {
        this.administration = administration;
        this.server = server;
        this.folder = folder;
    }

    /// <summary>The cluster that all tests of the process share.</summary>
    public static Task<PostgresCluster> SharedAsync() => Shared.Value;

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public Task<string> CreateDatabaseAsync() => CreateAsync("");

    /// <summary>Makes a database with the content of another, which nobody may be connected to.</summary>
    /// <returns>Its connection string.</returns>
    public Task<string> CopyDatabaseAsync(string connectionString) => CreateAsync($" template {new NpgsqlConnectionStringBuilder(connectionString).Database}");

    private async Task<string> CreateAsync(string how)
    {
        var name = "daybook_" + Guid.NewGuid().ToString("N");
        await using var connection = new NpgsqlConnection(administration);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}{how}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(administration) { Database = name, Pooling = true }.ConnectionString;
    }

    /// <summary>Drops a database that <see cref="CreateDatabaseAsync"/> made.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using var connection = new NpgsqlConnection(administration);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"drop database if exists {name} with (force)", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Starts a cluster of one's own, whatever the environment says.</summary>
    /// <param name="isDurable">Whether it waits for the disk at each commit, as a real one does.</param>
    /// <param name="connections">How many it takes at once.</param>
    public static async Task<PostgresCluster> StartPrivateAsync(bool isDurable = false, int connections = 100)
    {
        var programs = FindPrograms();
        var home = Directory.CreateTempSubdirectory("daybook-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(("chown", ["postgres:postgres", home]));
        }

        var data = Path.Combine(home, "data");
        await RunAsync(AsPostgres(Path.Combine(programs, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]));
        var port = FreePort();
        string[] durability = isDurable ? [] : ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"];
        var command = AsPostgres(
            Path.Combine(programs, "postgres"),
            ["-D", data, "-k", home, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB", "-c", $"max_connections={connections}", .. durability]);
        var (process, ready) = StartServer(command);
        await ready;
        var settings = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false";
        var cluster = new PostgresCluster(settings, process, home) { start = () => StartServer(command) };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Stop();
        return cluster;
    }

    /// <summary>Ends a cluster of one's own at once, without letting anyone finish; what was committed stays.</summary>
    public async Task CrashAsync()
    {
        using var kill = Process.Start("kill", ["-QUIT", $"{server!.Id}"]);
        await server.WaitForExitAsync();
    }

    /// <summary>Starts it again on the same data and the same port.</summary>
    public async Task StartAgainAsync()
    {
        (server, var ready) = start!();
        await ready;
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }

    private static Task<PostgresCluster> StartAsync() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? Task.FromResult(new PostgresCluster(new NpgsqlConnectionStringBuilder(given) { Pooling = false }.ConnectionString, null, null))
        : StartPrivateAsync();

    private static string FindPrograms()
    {
        const string versions = "/usr/lib/postgresql";
        var newest = Directory.Exists(versions) ? Directory.GetDirectories(versions).MaxBy(version => int.Parse(Path.GetFileName(version))) : null;
        return newest is null
            ? throw new InvalidOperationException($"PostgreSQL is not installed (looked in {versions}), and {Variable} is not set.")
            : Path.Combine(newest, "bin");
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static (string Program, string[] Arguments) AsPostgres(string program, string[] arguments) => Environment.IsPrivilegedProcess
        ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments])
        : (program, arguments);

    private static (Process Process, Task Ready) StartServer((string Program, string[] Arguments) command)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var log = new System.Text.StringBuilder();
        var process = new Process { StartInfo = StartOf(command.Program, command.Arguments), EnableRaisingEvents = true };
        process.ErrorDataReceived += (_, line) =>
        {
            log.AppendLine(line.Data);
            if (line.Data?.Contains("database system is ready to accept connections", StringComparison.Ordinal) == true)
            {
                ready.TrySetResult();
            }
        };
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"PostgreSQL did not start: {log}"));
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return (process, ready.Task);
    }

    private static async Task RunAsync((string Program, string[] Arguments) command)
    {
        using var process = new Process { StartInfo = StartOf(command.Program, command.Arguments) };
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command.Program} ended with {process.ExitCode}: {await output}{await errors}");
        }
    }

    private static ProcessStartInfo StartOf(string program, string[] arguments) => new(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = "/",
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Stop()
    {
        if (server is null || folder is null)
        {
            return;
        }

        if (!server.HasExited)
        {
            // An orderly end, since a killed server leaves its shared memory behind.
            using var kill = Process.Start("kill", ["-INT", $"{server.Id}"]);
            server.WaitForExit();
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
