using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Companies;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;
using Company = Daybook.Syncing.Company;

namespace Daybook.Server.Webhooks;

/// <summary>Events as webhook consumers get them.</summary>
internal sealed class EventShape(CompanyShape companies, DaybookSettings settings)
{
    /// <summary>The wire's name of an event's type: of a written document it begins with the document's data type.</summary>
    public static string TypeOf(Event happened) =>
        happened.Facts.Write is { } write ? $"{WrittenDocument.TypeOf(write.Kind)}.{happened.Type}" : happened.Type;

    public WebhookEvent Of(Event happened) => new(happened.Id, TypeOf(happened), happened.CreatedAt.ToDateTimeUtc(), PayloadOf(happened.Facts));

    private object PayloadOf(EventFacts facts) => facts switch
    {
        { Write: { } write, Company: { } company } => new WritePayload
        {
            Id = write.Document.ToString(),
            Type = "Create",
            ReferenceCompany = Reference(company),
            ConnectionId = facts.Connection?.Id,
            RequestedOnDate = write.RequestedAt.ToDateTimeUtc(),
            CompletedOnDate = Answer.ToWire(write.CompletedAt),
            Status = write.State == DocumentState.Accepted ? "Success" : "Failed",
            Record = write.PlatformId is { } id ? new WrittenRecord(id) : null,
            ErrorMessage = write.Error,
        },
        { Read: { } read, Company: { } company, Connection: { } connection } => new ReadPayload(
            Reference(company), [new ReadSummary(connection.Id, read.DataType, read.Changed > 0, "Complete", [.. read.Remarks.Select(remark => new ReadIssue("warning.validation", remark))])]),
        { Sync: { } sync, Company: { } company } => new SyncPayload(Reference(company), sync.Sync, (int)sync.Code, sync.Messages),
        { Webhook: { } webhook } => new WebhookDisabledPayload(webhook.Subscriber, webhook.Error),
        { Quota: { } quota } => new RateLimitPayload(quota.DailyQuota, quota.Remaining, quota.Until.ToDateTimeUnspecified()),
        { Connection: { } connection, Company: { } company } => new ConnectionPayload(Reference(company), companies.Of(company, connection)),
        { Company: { } company } => new CompanyPayload
        {
            Id = company.Id,
            Name = company.Name,
            Description = company.Description,
            Redirect = settings.LinkTo($"link/company/{company.Id}"),
            Created = company.CreatedAt.ToDateTimeUtc(),
            Tags = TagsOf(company),
        },
        _ => new Dictionary<string, string>(),
    };

    private static CompanyReference Reference(Company company) => new(company.Id, company.Name, company.Description, TagsOf(company));

    private static IReadOnlyDictionary<string, string>? TagsOf(Company company) => company.Tags.Count == 0 ? null : company.Tags;
}
