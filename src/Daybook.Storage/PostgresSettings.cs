using Npgsql;

namespace Daybook.Storage;

/// <summary>What every connection to PostgreSQL is set to, beyond what the operator says.</summary>
public static class PostgresSettings
{
    // A server that freezes in a transaction would keep all others waiting for its locks: the database ends such a transaction.
    private const string Options = "-c idle_in_transaction_session_timeout=15s";

    /// <summary>Adds the settings to a connection string; one that has <c>Options</c> of its own keeps them, as some poolers need.</summary>
    public static string Complete(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (string.IsNullOrEmpty(settings.Options))
        {
            settings.Options = Options;
        }

        return settings.ConnectionString;
    }
}
