using Daybook.Server.Reference.Examples;
using Daybook.Wire;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class ClientOperations
{
    public static readonly Chapter Chapter = new("Client", "What belongs to the client itself: its profile, its keys, and whom to tell of events.",
    [
        Get("/profile", "Reads the profile").Giving(ClientExamples.Profile),
        Put("/profile", "Replaces the profile", "What is left out is cleared.").Taking(ClientExamples.Profile).Giving(ClientExamples.Profile),
        Get("/apiKeys", "Lists the API keys", "Never the keys themselves: only their hashes are stored.").Giving(new Whole<ApiKeyDetails>([ClientExamples.ApiKey])),
        Post("/apiKeys", "Creates an API key", "The answer is the only one that tells the key.").MayTake(new ApiKeyRequest("Second till"))
            .Giving(ClientExamples.ApiKey with { ApiKey = "pSq1vJ0hX3mT8cY5bR2wK7nL4dF9gZ6a" }, StatusCodes.Status201Created).Conflicting("There are 10 keys already."),
        Delete("/apiKeys/{apiKeyId}", "Deletes an API key").GivingNothing(StatusCodes.Status204NoContent).Conflicting("It is the last one: nobody could get in any more."),
        Get("/webhooks", "Lists webhook consumers").Giving(new Whole<WebhookConsumer>([ClientExamples.Consumer])),
        Post("/webhooks", "Creates a webhook consumer").Taking(ClientExamples.Consumer with { Id = null }).Giving(ClientExamples.Consumer, StatusCodes.Status201Created),
        Delete("/webhooks/{webhookId}", "Deletes a webhook consumer").GivingNothing(StatusCodes.Status204NoContent),
        Get("/webhooks/{webhookId}/secret", "Reads what deliveries are signed with", "As the Standard Webhooks libraries take it.").Giving(ClientExamples.Secret),
        Post("/webhooks/{webhookId}/secret", "Renews what deliveries are signed with", "For a day deliveries carry both signatures.").Giving(ClientExamples.Secret),
        Get("/webhooks/{webhookId}/status", "Reads how telling a consumer goes").Giving(ClientExamples.Deliveries),
        Get("/webhooks/{webhookId}/attempts", "Lists the attempts to tell a consumer", "Newest first; kept for 30 days.").Listing(ClientExamples.Attempt),
        Post("/webhooks/{webhookId}/enable", "Switches a consumer on again", "It is told all that it missed, in order, beginning at once.").Giving(ClientExamples.Deliveries),
        Post("/webhooks/{webhookId}/events/{eventId}/replay", "Tells a consumer of an event once more").Giving(ClientExamples.Deliveries),
        Get("/rules", "Lists rules", "The older way to be told of events.").Listing(ClientExamples.Rule),
        Post("/rules", "Creates a rule").Taking(ClientExamples.Rule with { Id = null }).Giving(ClientExamples.Rule),
        Get("/rules/{ruleId}", "Reads a rule").Giving(ClientExamples.Rule),
        Delete("/rules/{ruleId}", "Deletes a rule").GivingNothing(StatusCodes.Status204NoContent),
        Post("/rules/{ruleId}/enable", "Switches a rule on again", "Its address and its readers are told all that they missed, in order, beginning at once.").Giving(ClientExamples.Rule),
    ]);
}
