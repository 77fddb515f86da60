using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Push.Reading;
using Daybook.Server.Telemetry;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Push;

internal static class PushRecords
{
    public static async Task HandleAsync(
        string companyId, string dataType, HttpContext context, Registry registry, RecordStore records, TimeProvider clock, Func<Guid> newId, CancellationToken cancellationToken)
    {
        var (target, fault) = await PushTarget.FindAsync(companyId, registry, cancellationToken);
        var type = DataType.Find(dataType);
        fault ??= type is null ? Fault.NotFound($"There is no data type '{dataType}'; there are {string.Join(", ", DataType.All.Select(one => one.Name))}.") : null;
        if (fault is not null)
        {
            await fault.ExecuteAsync(context);
            return;
        }

        var (body, unread) = await RequestBody.ReadAsync(context);
        if (body is null)
        {
            await unread!.ExecuteAsync(context);
            return;
        }

        using (body)
        {
            if (PushReader.Read(body.Bytes, type!, target!.Commerce.PayoutsAreMagnitudes, out var refusal) is not { } reading)
            {
                await Fault.Invalid(refusal!).ExecuteAsync(context);
                return;
            }

            var dataset = await records.PushAsync(DatasetOf(target, type!, reading, newId(), clock), reading.Records, cancellationToken);
            ServerMetrics.Pushed(type!.Name, reading.Records.Count);
            await PushAnswer.WriteAsync(context, body.Bytes, dataset.Id);
        }
    }

    public static Dataset DatasetOf(PushTarget target, DataType type, PushReading reading, Guid id, TimeProvider clock)
    {
        var now = clock.Now();
        return new Dataset
        {
            Id = id,
            Company = target.Company.Number,
            Connection = target.Commerce.Number,
            DataType = type.Name,
            RequestedAt = now,
            CompletedAt = now,
            Sent = reading.Sent,
            Errors = reading.Errors,
            Warnings = reading.Warnings,
        };
    }
}
