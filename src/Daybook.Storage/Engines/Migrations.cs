using System.Reflection;
using NodaTime.Extensions;

namespace Daybook.Storage.Engines;

/// <summary>The steps of the schema: <c>NNNN-name.{sqlite,postgres}.sql</c>, applied in order, each once.</summary>
internal static class Migrations
{
    public static async Task ApplyAsync(IDialect dialect, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await dialect.LockMigrationsAsync(session, cancellationToken);
        await session.ExecuteAsync("create table if not exists migration (name text not null primary key, applied bigint not null)", null, cancellationToken);
        var applied = await session.ListAsync<string>("select name from migration", null, cancellationToken);
        foreach (var (name, sql) in For(dialect.Suffix).Where(migration => !applied.Contains(migration.Name)))
        {
            await session.ExecuteAsync(sql, null, cancellationToken);
            var now = clock.GetUtcNow().ToInstant().ToUnixTimeTicks();
            await session.ExecuteAsync("insert into migration (name, applied) values (@name, @now)", new { name, now }, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }

    private static IEnumerable<(string Name, string Sql)> For(string suffix)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var ending = $".{suffix}.sql";
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource[..^ending.Length], reader.ReadToEnd());
        }
    }
}
