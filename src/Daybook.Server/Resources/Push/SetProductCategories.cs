using System.Text;
using Daybook.Bookkeeping;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Push.Reading;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Push;

internal static class SetProductCategories
{
    /// <summary>Sets the whole flat list: categories that it leaves out are deleted.</summary>
    public static async Task HandleAsync(
        string companyId, HttpContext context, Registry registry, RecordStore records, ISyncStore syncs, TimeProvider clock, Func<Guid> newId, CancellationToken cancellationToken)
    {
        var (target, fault) = await PushTarget.FindAsync(companyId, registry, cancellationToken);
        if (target is null)
        {
            await fault!.ExecuteAsync(context);
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
            if (PushReader.Read(body.Bytes, DataType.ProductCategories, payoutsAreMagnitudes: false, out var refusal) is not { } reading)
            {
                await Fault.Invalid(refusal!).ExecuteAsync(context);
                return;
            }

            var dataset = PushRecords.DatasetOf(target, DataType.ProductCategories, reading, newId(), clock);
            var listed = reading.Records.Select(record => record.Key).ToHashSet();
            var shop = await syncs.ReadCatalogueAsync(target.Commerce.Number, cancellationToken);
            reading.Records.AddRange(shop.Categories.Select(Deletion).Where(deletion => !listed.Contains(deletion.Key)));
            await PushAnswer.WriteAsync(context, body.Bytes, (await records.PushAsync(dataset, reading.Records, cancellationToken)).Id);
        }
    }

    private static PushedRecord Deletion(ChartItem category) => new()
    {
        Kind = RecordKind.ProductCategory,
        Key = RecordKey.Of(category.Id),
        IsDeleted = true,
        Payload = Encoding.UTF8.GetBytes($"{{\"id\":{System.Text.Json.JsonSerializer.Serialize(category.Id)}}}"),
    };
}
