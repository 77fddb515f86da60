using Daybook.Server.Errors;

namespace Daybook.Server.Requests;

/// <summary>Refuses paths whose ids can't be ids: what is well-formed and unknown is another thing.</summary>
internal sealed class IdCheck(RequestDelegate next)
{
    private static readonly string[] Ids =
        ["companyId", "connectionId", "datasetId", "syncId", "documentId", "pushOperationKey", "ruleId", "webhookId", "eventId", "apiKeyId", "clientId"];

    public Task InvokeAsync(HttpContext context)
    {
        var values = context.Request.RouteValues;
        foreach (var id in Ids)
        {
            if (values.TryGetValue(id, out var value) && !Guid.TryParse(value as string, out _))
            {
                return Fault.Invalid($"{id}: '{value}' is not an id such as 8a210b68-6988-11ed-a1eb-0242ac120002.").ExecuteAsync(context);
            }
        }

        return next(context);
    }
}
