using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Daybook.Sandbox.Calls;

/// <summary>
/// Every call that changed something, in a database: stand-ins that start again make these calls once more, each in its moment and with its ids, and are what they were.
/// Faults in waiting and counts of calls are not kept.
/// </summary>
internal sealed class CallLog : IDisposable
{
    private readonly SqliteConnection database;
    private readonly TimeProvider clock;
    private readonly Func<Guid> newId;
    private readonly IServiceProvider services;
    private readonly Lock gate = new();

    /// <param name="path">The file; made where it is missing.</param>
    /// <param name="clock">The time.</param>
    /// <param name="newId">Makes the seeds of ids.</param>
    /// <param name="services">What answers calls that are made again.</param>
    public CallLog(string path, TimeProvider clock, Func<Guid> newId, IServiceProvider services)
    {
        this.clock = clock;
        this.newId = newId;
        this.services = services;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        database.Open();
        Execute(
            """
            pragma journal_mode = wal;
            create table if not exists call (
                number integer primary key, at integer not null, seed blob not null, method text not null, target text not null, headers text not null, body blob not null)
            """);
    }

    /// <summary>Opens the books, as they were opened the first time.</summary>
    public void Open(Action open)
    {
        ArgumentNullException.ThrowIfNull(open);
        var first = Kept().FirstOrDefault() ?? KeptCall.Opening(clock.GetUtcNow(), newId());
        SandboxCall.Current = new SandboxCall(first.At, first.Seed, first.Number > 0 ? null : () => Add(first));
        SandboxCall.Keep();
        open();
        SandboxCall.Current = null;
    }

    /// <summary>Lets calls through, the kept ones before any other.</summary>
    public RequestDelegate Between(RequestDelegate next)
    {
        var again = new Lazy<Task>(() => MakeAgainAsync(next));
        return async context =>
        {
            await again.Value;
            var call = await KeptCall.ReadAsync(context.Request, clock.GetUtcNow(), newId());
            SandboxCall.Current = new SandboxCall(call.At, call.Seed, () => Add(call));
            await next(context);
        };
    }

    public void Dispose() => database.Dispose();

    private async Task MakeAgainAsync(RequestDelegate next)
    {
        foreach (var call in Kept().Skip(1))
        {
            SandboxCall.Current = new SandboxCall(call.At, call.Seed, keep: null);
            await next(call.ToContext(services));
        }
    }

    /// <summary>In the order in which they changed something.</summary>
    private IEnumerable<KeptCall> Kept()
    {
        using var command = database.CreateCommand();
        command.CommandText = "select number, at, seed, method, target, headers, body from call order by number";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return new KeptCall
            {
                Number = rows.GetInt64(0),
                At = new DateTimeOffset(rows.GetInt64(1), TimeSpan.Zero),
                Seed = new Guid(rows.GetFieldValue<byte[]>(2)),
                Method = rows.GetString(3),
                Target = rows.GetString(4),
                Headers = JsonSerializer.Deserialize<Dictionary<string, string?[]>>(rows.GetString(5))!,
                Body = rows.GetFieldValue<byte[]>(6),
            };
        }
    }

    private void Add(KeptCall call)
    {
        lock (gate)
        {
            Execute(
                "insert into call (at, seed, method, target, headers, body) values (@at, @seed, @method, @target, @headers, @body)",
                ("@at", call.At.UtcTicks),
                ("@seed", call.Seed.ToByteArray()),
                ("@method", call.Method),
                ("@target", call.Target),
                ("@headers", JsonSerializer.Serialize(call.Headers)),
                ("@body", call.Body));
        }
    }

    private void Execute(string sql, params IReadOnlyList<(string Name, object Value)> parameters)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
