using Daybook.Server.Requests;
using Daybook.Syncing;
using Daybook.Wire;
using Company = Daybook.Syncing.Company;

namespace Daybook.Server.Resources.Datasets;

/// <summary>Datasets as the wire has them.</summary>
internal static class DatasetShape
{
    /// <param name="company">The company.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="connection">The id of the dataset's connection; the empty one where that is gone.</param>
    public static PullOperation Of(Company company, Dataset dataset, Guid connection) => new()
    {
        Id = dataset.Id,
        CompanyId = company.Id,
        ConnectionId = connection,
        DataType = dataset.DataType,
        Status = "Complete",
        Requested = dataset.RequestedAt.ToDateTimeUtc(),
        Completed = dataset.CompletedAt.ToDateTimeUtc(),
        Progress = 100,
        IsCompleted = true,
        IsErrored = false,
    };

    /// <summary>What a person should know of the dataset's records.</summary>
    public static ErrorValidation RemarksOf(Dataset dataset) => new()
    {
        Errors = [.. dataset.Errors.Select(remark => new ErrorValidationItem(remark.ItemId, remark.Message, "Bookable"))],
        Warnings = [.. dataset.Warnings.Select(remark => new ErrorValidationItem(remark.ItemId, remark.Message, "Bookable"))],
    };
}
