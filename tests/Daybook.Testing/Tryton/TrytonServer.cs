using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Daybook.Platforms.Http;
using Daybook.Platforms.Tryton;
using Daybook.Syncing;
using NodaTime;
using Authorization = Daybook.Syncing.Authorization;

namespace Daybook.Testing;

/// <summary>Real Tryton servers on SQLite, started by the first tests that need them, with a company's books ready made: each test gets a copy of them.</summary>
/// <remarks>
/// A server of its own for each class of tests: Tryton mixes up its models where it loads one database while it works on another, and one class's tests run one after the other.
/// </remarks>
public sealed class TrytonServer : IAsyncDisposable
{
    private const string AdminPassword = "admin-pass-41";
    private const int FirstCompany = 1;

    private readonly string folder = Directory.CreateTempSubdirectory("daybook-tryton-").FullName;
    private readonly Lazy<Task> started;
    private readonly ConcurrentQueue<string> last = [];
    private readonly ConcurrentDictionary<string, Lazy<Task<Uri>>> addresses = [];
    private readonly ConcurrentBag<Process> processes = [];

    public TrytonServer() => started = new Lazy<Task>(() => Task.Run(StartAsync));

    /// <summary>The company of every copy, once there is one.</summary>
    public TrytonCompany Company { get; private set; } = null!;

    /// <summary>How the owner signs in to a database that nobody else uses.</summary>
    /// <param name="tests">The name of the tests that share a server.</param>
    public async Task<TrytonLogin> CopyAsync(string tests)
    {
        await started.Value;
        var address = await addresses.GetOrAdd(tests, _ => new Lazy<Task<Uri>>(ServeAsync)).Value;
        var name = $"t{Guid.NewGuid():N}";
        File.Copy(PathOf("template"), PathOf(name));
        return OwnerOf(address, name);
    }

    /// <summary>What each account of the first company holds, by name, of what is posted; what holds nothing is left out.</summary>
    public static Task<IReadOnlyDictionary<string, decimal>> BalancesAsync(TrytonLogin owner) => InAsync<IReadOnlyDictionary<string, decimal>>(owner, FirstCompany, async database =>
    {
        // An account's balance is that of one fiscal year unless a date says otherwise.
        var lines = await database.SearchAsync("account.move.line", [TrytonJson.Where("move_state", "=", "posted")], ["account.name", "debit", "credit"], default);
        return lines.GroupBy(line => line.Related("account")!.Value.Text("name")!, StringComparer.Ordinal).Select(group => KeyValuePair.Create(group.Key, group.Sum(line => line.Amount("debit") - line.Amount("credit"))))
            .Where(sum => sum.Value != 0).ToDictionary(StringComparer.Ordinal);
    });

    /// <summary>Closes every period of the first company that ends on the day or before.</summary>
    public static Task CloseUpToAsync(TrytonLogin owner, LocalDate day) => InAsync(owner, FirstCompany, async database =>
    {
        var periods = await database.SearchAsync("account.period", [TrytonJson.Where("end_date", "<=", TrytonJson.Day(day)), TrytonJson.Where("state", "=", "open")], ["name"], default);
        await database.DoAsync("account.period", "close", [.. periods.Select(period => period.Id)], default);
        return periods.Count;
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task StartAsync()
    {
        await File.WriteAllTextAsync(Settings, $"[web]\nroot = /nonexistent\n[database]\nuri = sqlite://\npath = {folder}\n[password]\npasslib = {folder}/passlib.ini\n");

        // Each test signs in anew: a password need not be costly to guess here.
        await File.WriteAllTextAsync(Path.Combine(folder, "passlib.ini"), "[passlib]\nschemes = pbkdf2_sha512\npbkdf2_sha512__rounds = 10\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "password"), AdminPassword);
        await File.WriteAllBytesAsync(PathOf("template"), []);
        using (var admin = Run("trytond-admin", null, "-d", "template", "-u", "account_invoice", "--activate-dependencies", "--email", "admin@example.invalid"))
        {
            admin.StandardInput.Close();
            await admin.WaitForExitAsync();
            if (admin.ExitCode != 0)
            {
                throw new InvalidOperationException($"trytond-admin could not make a database: exit code {admin.ExitCode}. {string.Join('\n', last.TakeLast(20))}");
            }
        }

        var address = await ServeAsync();
        Company = await InAsync(OwnerOf(address, "template"), 0, database => TrytonCompany.CreateAsync(database, default));
    }

    /// <param name="owner">How to sign in.</param>
    /// <param name="company">The company to work in; 0 while there is none.</param>
    /// <param name="work">What is done in the database.</param>
    private static async Task<T> InAsync<T>(TrytonLogin owner, int company, Func<TrytonDatabase, Task<T>> work)
    {
        using var http = new PlainClients();
        using var paces = NewPaces();
        var authorization = new OneAuthorization(owner.For(company.ToString(CultureInfo.InvariantCulture), "", default));
        return await work(new TrytonDatabase(new TrytonSessions(new TrytonCalls(http, new TrytonOptions(), paces), authorization), Guid.Empty, company));
    }

    private async Task<Uri> ServeAsync()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var server = Run("trytond", address);
        processes.Add(server);
        using var http = new PlainClients();
        using var paces = NewPaces();
        var calls = new TrytonCalls(http, new TrytonOptions(), paces);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await calls.SendAsync(OwnerOf(address, ""), null, "common.server.version", [], default);
                return address;
            }
            catch (PlatformUnavailableException) when (attempt < 300 && !server.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    private static Paces NewPaces() => new(new PaceLimits(4, int.MaxValue, int.MaxValue), new PaceLimits(4, int.MaxValue, int.MaxValue), TimeProvider.System);

    private static TrytonLogin OwnerOf(Uri address, string database) => new() { Server = address, Database = database, User = "admin", Password = AdminPassword };

    private Process Run(string program, Uri? listen, params string[] more)
    {
        var start = new ProcessStartInfo(program, ["-c", Settings, .. more]) { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["TRYTONPASSFILE"] = Path.Combine(folder, "password");
        start.Environment["TRYTOND_WEB__LISTEN"] = listen?.Authority ?? "";
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

    private string Settings => Path.Combine(folder, "trytond.conf");

    private string PathOf(string database) => Path.Combine(folder, database + ".sqlite");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class OneAuthorization(Authorization authorization) : IAuthorizationStore
    {
        public Task<Authorization?> FindAsync(Guid connection, CancellationToken cancellationToken) => Task.FromResult<Authorization?>(authorization);

        public Task SaveAsync(Guid connection, Authorization authorization, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Authorization?> ReplaceAsync(Guid connection, Authorization known, Authorization next, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeauthorizeAsync(Guid connection, CancellationToken cancellationToken) => throw new InvalidOperationException("Tryton did not let its owner in.");

        public Task DeleteAsync(Guid connection, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class PlainClients : IHttpClientFactory, IDisposable
    {
        private readonly HttpClientHandler handler = new();

        public HttpClient CreateClient(string name) => new(handler, disposeHandler: false);

        public void Dispose() => handler.Dispose();
    }
}
