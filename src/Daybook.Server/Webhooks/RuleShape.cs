using Daybook.Server.Resources.Subscriptions;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;
using Rule = Daybook.Storage.Rule;

namespace Daybook.Server.Webhooks;

/// <summary>Events as the older rules post them.</summary>
internal static class RuleShape
{
    /// <summary>Whether a rule is about an event.</summary>
    public static bool IsAbout(Rule rule, Event happened) => EventTypes.Plain(rule.Type) switch
    {
        "DATACONNECTIONSTATUSCHANGED" => happened.Type is "connection.connected" or "connection.disconnected" or "connection.reconnected" or "connection.failed",
        "NEWCOMPANYSYNCHRONIZED" => happened.Type == "read.completed.initial",
        "DATASYNCCOMPLETED" => happened.Type == "read.completed",
        "DATASETDATACHANGED" => happened is { Type: "read.completed", Facts.Read.Changed: > 0 },
        "DATASYNCSTATUSCHANGEDTOERROR" => happened.Type == "sync.failed",
        "PUSHOPERATIONSTATUSCHANGED" => happened.Facts.Write is not null,
        "SYNCCONNECTIONDELETED" => happened.Type == "connection.deleted",
        _ => false,
    };

    public static RuleAlert Of(Rule rule, Event happened, Guid client, string clientName)
    {
        var facts = happened.Facts;
        return new RuleAlert
        {
            ClientId = client,
            ClientName = clientName,
            CompanyId = happened.Company,
            DataConnectionId = facts.Connection?.Id,
            RuleId = rule.Id,
            RuleType = rule.Type,
            AlertId = happened.Id,
            Message = MessageOf(happened),
            Data = DataOf(facts),
        };
    }

    private static string MessageOf(Event happened)
    {
        var facts = happened.Facts;
        var company = facts.Company?.Name;
        return facts switch
        {
            { Write: { } write } => $"{WrittenDocument.TypeOf(write.Kind)} of {company}: {(write.State == DocumentState.Accepted ? "Success" : $"Failed. {write.Error}")}",
            { Read: { } read } => $"{read.DataType} of {company}: {read.Changed} records changed.",
            { Sync: { } sync } => $"A sync of {company} ended {(int)sync.Code}. {string.Join(' ', sync.Messages)}",
            { Connection: { } connection } when happened.Type == "connection.deleted" => $"Connection {connection.Id} of {company} was deleted.",
            { Connection: { } connection } => $"Connection {connection.Id} of {company} is now {connection.Status}.",
            _ => happened.Type,
        };
    }

    private static Dictionary<string, string?> DataOf(EventFacts facts) => facts switch
    {
        { Write: { } write } => new() { ["dataType"] = WrittenDocument.TypeOf(write.Kind), ["pushOperationKey"] = write.Document.ToString(), ["status"] = write.State == DocumentState.Accepted ? "Success" : "Failed" },
        { Read: { } read } => new() { ["dataType"] = read.DataType, ["datasetId"] = read.Dataset.ToString() },
        { Sync: { } sync } => new() { ["syncId"] = sync.Sync?.ToString(), ["syncStatusCode"] = $"{(int)sync.Code}" },
        { Connection: { } connection } => new() { ["dataConnectionId"] = connection.Id.ToString(), ["newStatus"] = connection.Status.ToString(), ["platformKey"] = connection.PlatformKey },
        _ => [],
    };
}
