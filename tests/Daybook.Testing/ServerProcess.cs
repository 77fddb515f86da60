using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Daybook.Testing;

/// <summary>A server as an operator runs it: a process of its own, which can be killed.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    public const string Key = "kill-key";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Dictionary<string, string> environment;
    private readonly StringBuilder log = new();
    private Process? process;

    /// <param name="data">Its data folder.</param>
    /// <param name="database">A PostgreSQL connection string; null: SQLite.</param>
    /// <param name="settings">Further environment variables.</param>
    public ServerProcess(string data, string? database, params (string Name, string Value)[] settings)
    {
        Url = new Uri($"http://127.0.0.1:{FreePort()}");
        environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DAYBOOK_URL"] = Url.ToString(), ["DAYBOOK_DATA"] = data, ["DAYBOOK_DATABASE"] = database ?? "", ["DAYBOOK_API_KEY"] = Key,
            ["DAYBOOK_SCHEDULE"] = "off", ["DAYBOOK_WEBHOOKS_PRIVATE"] = "on", ["DAYBOOK_TAKEOVER_SECONDS"] = "3", ["DOTNET_TieredPGO"] = "0",
        };
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        Http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(60) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)));
    }

    public Uri Url { get; }

    /// <summary>A program that starts it with its own arguments, and becomes it; empty: it is started directly.</summary>
    public IReadOnlyList<string> Through { get; init; } = [];

    public HttpClient Http { get; }

    public int Id => process!.Id;

    /// <summary>What it has written so far, over all its lives.</summary>
    public string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    /// <summary>Starts it and waits until it can serve.</summary>
    public async Task StartAsync()
    {
        string[] command = [.. Through, "dotnet", Path.Combine(AppContext.BaseDirectory, "Daybook.Server.dll")];
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var waited = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (process.HasExited || waited.Elapsed > Patience)
            {
                throw new InvalidOperationException($"The server did not start: {Log}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>SIGKILL: nothing of it runs any more when this returns.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Sends a signal, such as <c>STOP</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
        }

        Http.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (log)
        {
            log.AppendLine(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
