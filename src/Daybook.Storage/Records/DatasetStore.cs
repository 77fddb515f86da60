using Daybook.Storage.Engines;
using Daybook.Storage.Listing;
using Daybook.Storage.Records;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>The pushes that were stored. <see cref="RecordStore.PushAsync"/> adds them.</summary>
public sealed class DatasetStore
{
    /// <summary>The properties of the list of datasets.</summary>
    public static readonly ListColumns Listing = new(
        [
            new ListColumn { Name = "id", Type = ListType.Id, Sql = "d.id" },
            new ListColumn { Name = "companyId", Type = ListType.Id, Sql = "(select id from company where number = d.company)" },
            new ListColumn { Name = "connectionId", Type = ListType.Id, Sql = "(select id from connection where number = d.connection)" },
            new ListColumn { Name = "dataType", Type = ListType.Name, Sql = "d.data_type" },
            new ListColumn { Name = "status", Type = ListType.Name, Sql = "'Complete'" },
            new ListColumn { Name = "requested", Type = ListType.Moment, Sql = "d.requested" },
            new ListColumn { Name = "completed", Type = ListType.Moment, Sql = "d.completed" },
            new ListColumn { Name = "progress", Type = ListType.Number, Sql = "100" },
            new ListColumn { Name = "isCompleted", Type = ListType.Flag, Sql = "true" },
            new ListColumn { Name = "isErrored", Type = ListType.Flag, Sql = "false" },
        ]);

    private const string Fields =
        """
        select id as Id, company as Company, connection as Connection, data_type as DataType, requested as Requested, completed as Completed,
            sent as Sent, changed as Changed, remarks as Remarks
        """;

    private const string Select = Fields + " from dataset ";

    private static readonly ListSource Source = new() { Select = Fields, From = "from dataset d where d.company = @company", Unique = "d.number", NewestFirst = true };

    private readonly IDialect dialect;

    public DatasetStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <param name="company">The company's number.</param>
    /// <param name="id">The dataset's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null where the company has none of that id.</returns>
    public async Task<Dataset?> FindAsync(int company, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var row = await session.FirstAsync<DatasetRow>(Select + "where company = @company and id = @id", new { company, id = Columns.ToText(id) }, cancellationToken);
        return row?.ToDataset();
    }

    /// <summary>The company's datasets, by <see cref="Listing"/>; else newest first.</summary>
    public async Task<ListPage<Dataset>> ListAsync(int company, ListQuery query, CancellationToken cancellationToken) =>
        (await Source.ReadAsync<DatasetRow>(dialect, query, new { company }, cancellationToken)).Select(row => row.ToDataset());

    /// <summary>The newest dataset of each of some data types; one that the company has none of is left out.</summary>
    public async Task<IReadOnlyList<Dataset>> ListNewestAsync(int company, IReadOnlyCollection<string> dataTypes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataTypes);
        var newest = new List<Dataset>();
        await using var session = await dialect.ReadAsync(cancellationToken);
        foreach (var type in dataTypes)
        {
            // One by one: each is the last entry of an index, however many datasets there are.
            var row = await session.FirstAsync<DatasetRow>(
                Select + "where company = @company and data_type = @type order by number desc limit 1", new { company, type }, cancellationToken);
            if (row is not null)
            {
                newest.Add(row.ToDataset());
            }
        }

        return newest;
    }

    /// <summary>Adds a dataset that brought nothing: data that is read where it lies was asked to be refreshed.</summary>
    public async Task AddAsync(Dataset dataset, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await InsertAsync(session, dataset, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    internal static Task InsertAsync(Session session, Dataset dataset, CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        insert into dataset (id, company, connection, data_type, requested, completed, sent, changed, remarks)
        values (@Id, @Company, @Connection, @DataType, @Requested, @Completed, @Sent, @Changed, @Remarks)
        """,
        DatasetRow.Of(dataset),
        cancellationToken);
}
