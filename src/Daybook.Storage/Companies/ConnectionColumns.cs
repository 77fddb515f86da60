using Daybook.Storage.Companies;
using Daybook.Storage.Listing;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>The properties of the list of a company's connections.</summary>
public static class ConnectionColumns
{
    internal static readonly ListSource Source = new()
    {
        Select = ConnectionRow.Fields,
        From = "from connection where company = @company",
        Unique = "number",
    };

    /// <param name="platforms">What the answer shows of each platform, by key.</param>
    /// <param name="companies">What the address of each connection's link begins with, up to the company's id.</param>
    public static ListColumns Of(IReadOnlyDictionary<string, PlatformColumns> platforms, Uri companies)
    {
        ArgumentNullException.ThrowIfNull(companies);
        return new(
        [
            new ListColumn { Name = "id", Type = ListType.Id, Sql = "id" },
            new ListColumn { Name = "integrationId", Type = ListType.Id, Sql = ByPlatform(platforms, platform => platform.Integration.ToString()) },
            new ListColumn { Name = "integrationKey", Type = ListType.Text, Sql = "platform" },
            new ListColumn { Name = "sourceId", Type = ListType.Id, Sql = ByPlatform(platforms, platform => platform.Source.ToString()) },
            new ListColumn { Name = "sourceType", Type = ListType.Name, Sql = NameSql.Of<ConnectionSource>("source") },
            new ListColumn { Name = "platformName", Type = ListType.Text, Sql = ByPlatform(platforms, platform => platform.Name) },
            new ListColumn
            {
                Name = "linkUrl",
                Type = ListType.Text,
                Sql = $"{NameSql.Literal(companies.AbsoluteUri)} || (select c.id from company c where c.number = connection.company) || '/connections/' || id || '/start'",
            },
            new ListColumn { Name = "status", Type = ListType.Name, Sql = NameSql.Of<ConnectionStatus>("status") },
            new ListColumn { Name = "lastSync", Type = ListType.Moment, Sql = "last_sync", IsNullable = true },
            new ListColumn { Name = "created", Type = ListType.Moment, Sql = "created" },
        ]);
    }

    private static string ByPlatform(IReadOnlyDictionary<string, PlatformColumns> platforms, Func<PlatformColumns, string> value) =>
        $"case platform {string.Concat(platforms.Select(platform => $"when {NameSql.Literal(platform.Key)} then {NameSql.Literal(value(platform.Value))} "))}else platform end";
}

/// <summary>What a list of connections shows of a platform.</summary>
/// <param name="Name">The name that people know it by.</param>
/// <param name="Integration">The id of its integration.</param>
/// <param name="Source">Its id as a source of data.</param>
public sealed record PlatformColumns(string Name, Guid Integration, Guid Source);
