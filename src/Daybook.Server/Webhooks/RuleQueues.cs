using Daybook.Storage;

namespace Daybook.Server.Webhooks;

/// <summary>What a rule is to tell waits in two queues: its posts under the rule's own id, its mails under another, so that neither waits for the other.</summary>
internal static class RuleQueues
{
    public static Guid OfPosts(Rule rule) => rule.Id;

    /// <summary>The rule's id with its last byte turned round.</summary>
    public static Guid OfMails(Rule rule)
    {
        Span<byte> bytes = stackalloc byte[16];
        rule.Id.TryWriteBytes(bytes);
        bytes[15] ^= 0xFF;
        return new Guid(bytes);
    }
}
