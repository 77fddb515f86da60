using Daybook.Syncing;

namespace Daybook.Storage.Records;

internal sealed record DatasetRow
{
    public string Id { get; init; } = "";

    public int Company { get; init; }

    public int Connection { get; init; }

    public string DataType { get; init; } = "";

    public long Requested { get; init; }

    public long Completed { get; init; }

    public int Sent { get; init; }

    public int Changed { get; init; }

    public string Remarks { get; init; } = "";

    public static DatasetRow Of(Dataset dataset) => new()
    {
        Id = Columns.ToText(dataset.Id),
        Company = dataset.Company,
        Connection = dataset.Connection,
        DataType = dataset.DataType,
        Requested = Columns.ToTicks(dataset.RequestedAt),
        Completed = Columns.ToTicks(dataset.CompletedAt),
        Sent = dataset.Sent,
        Changed = dataset.Changed,
        Remarks = Columns.ToJson(new RemarkLists(dataset.Errors, dataset.Warnings)),
    };

    public Dataset ToDataset()
    {
        var remarks = Columns.FromJson<RemarkLists>(Remarks);
        return new Dataset
        {
            Id = Columns.ToId(Id),
            Company = Company,
            Connection = Connection,
            DataType = DataType,
            RequestedAt = Columns.ToInstant(Requested),
            CompletedAt = Columns.ToInstant(Completed),
            Sent = Sent,
            Changed = Changed,
            Errors = remarks.Errors,
            Warnings = remarks.Warnings,
        };
    }

    private sealed record RemarkLists(IReadOnlyList<DatasetRemark> Errors, IReadOnlyList<DatasetRemark> Warnings);
}
