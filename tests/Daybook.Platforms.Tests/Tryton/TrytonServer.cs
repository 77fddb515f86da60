using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Daybook.Platforms.Http;
using Daybook.Platforms.Tests.Tryton;
using Daybook.Platforms.Tryton;
using Daybook.Syncing;
using Xunit;

[assembly: AssemblyFixture(typeof(TrytonServer))]

namespace Daybook.Platforms.Tests.Tryton;

/// <summary>A real Tryton server on SQLite, started by the first test that needs it, with a company's books ready made: each test gets a copy of them.</summary>
public sealed class TrytonServer : IAsyncDisposable
{
    private const string AdminPassword = "admin-pass-41";

    private readonly string folder = Directory.CreateTempSubdirectory("daybook-tryton-").FullName;
    private readonly Lazy<Task> started;
    private readonly ConcurrentQueue<string> last = [];
    private Process? server;

    public TrytonServer() => started = new Lazy<Task>(() => Task.Run(StartAsync));

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    internal TrytonCompany Company { get; private set; } = null!;

    internal TrytonLogin Admin => new() { Server = Address, Database = "", User = "admin", Password = AdminPassword };

    /// <summary>The name of a database that nobody else uses.</summary>
    public async Task<string> CopyAsync()
    {
        await started.Value;
        var name = $"t{Guid.NewGuid():N}";
        File.Copy(PathOf("template"), PathOf(name));
        return name;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is { HasExited: false })
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }

        server?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task StartAsync()
    {
        var settings = Path.Combine(folder, "trytond.conf");
        await File.WriteAllTextAsync(settings, $"[web]\nroot = /nonexistent\n[database]\nuri = sqlite://\npath = {folder}\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "password"), AdminPassword);
        await File.WriteAllBytesAsync(PathOf("template"), []);
        using (var admin = Run("trytond-admin", settings, "-d", "template", "-u", "account_invoice", "--activate-dependencies", "--email", "admin@example.invalid"))
        {
            admin.StandardInput.Close();
            await admin.WaitForExitAsync();
            if (admin.ExitCode != 0)
            {
                throw new InvalidOperationException($"trytond-admin could not make a database: exit code {admin.ExitCode}. {string.Join('\n', last.TakeLast(20))}");
            }
        }

        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        server = Run("trytond", settings);
        var authorizations = new Xero.MemoryAuthorizations();
        var connection = Guid.NewGuid();
        await authorizations.SaveAsync(connection, (Admin with { Database = "template" }).For("0", "", default), default);
        using var http = new PlainClients();
        using var paces = new Paces(new PaceLimits(4, int.MaxValue, int.MaxValue), new PaceLimits(4, int.MaxValue, int.MaxValue), TimeProvider.System);
        var calls = new TrytonCalls(http, new TrytonOptions(), paces);
        await AwaitAnswerAsync(calls);
        Company = await TrytonCompany.CreateAsync(new TrytonDatabase(new TrytonSessions(calls, authorizations), connection, 0), default);
    }

    private async Task AwaitAnswerAsync(TrytonCalls calls)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await calls.SendAsync(Admin with { Database = "template" }, null, "common.server.version", new JsonArray(), default);
                return;
            }
            catch (PlatformUnavailableException) when (attempt < 300 && server is { HasExited: false })
            {
                await Task.Delay(100);
            }
        }
    }

    private Process Run(string program, string settings, params string[] more)
    {
        var start = new ProcessStartInfo(program, ["-c", settings, .. more]) { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["TRYTONPASSFILE"] = Path.Combine(folder, "password");
        start.Environment["TRYTOND_WEB__LISTEN"] = Address.Authority;
        try
        {
            var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, line) => last.Enqueue(line.Data ?? "");
            process.BeginErrorReadLine();
            return process;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException($"{program} is missing: ./test installs Tryton, or install Debian's tryton-server and tryton-modules-account-invoice.", missing);
        }
    }

    private string PathOf(string database) => Path.Combine(folder, database + ".sqlite");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class PlainClients : IHttpClientFactory, IDisposable
    {
        private readonly HttpClientHandler handler = new();

        public HttpClient CreateClient(string name) => new(handler, disposeHandler: false);

        public void Dispose() => handler.Dispose();
    }
}
