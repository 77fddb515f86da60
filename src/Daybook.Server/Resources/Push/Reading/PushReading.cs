using Daybook.Syncing;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>A push as it was read: its records, and what a person should know of them.</summary>
internal sealed class PushReading
{
    public List<PushedRecord> Records { get; } = [];

    /// <summary>Records that are stored and can't be booked.</summary>
    public List<DatasetRemark> Errors { get; } = [];

    /// <summary>Records that are unusual and booked all the same.</summary>
    public List<DatasetRemark> Warnings { get; } = [];

    /// <summary>How many objects were sent; a deletion may stand for several records.</summary>
    public int Sent { get; set; }

    public void Remark(string id, string? error, string? warning = null)
    {
        if (error is not null)
        {
            Errors.Add(new DatasetRemark(id, error));
        }

        if (warning is not null)
        {
            Warnings.Add(new DatasetRemark(id, warning));
        }
    }
}
