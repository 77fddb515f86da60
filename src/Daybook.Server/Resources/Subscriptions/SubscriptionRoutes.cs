namespace Daybook.Server.Resources.Subscriptions;

internal static class SubscriptionRoutes
{
    public static void MapSubscriptions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rules", ListRules.HandleAsync);
        routes.MapPost("/rules", CreateRule.HandleAsync);
        routes.MapGet("/rules/{ruleId}", ReadRule.HandleAsync);
        routes.MapDelete("/rules/{ruleId}", DeleteRule.HandleAsync);
        routes.MapPost("/rules/{ruleId}/enable", SwitchOnRule.HandleAsync);
        routes.MapGet("/webhooks", ListWebhooks.HandleAsync);
        routes.MapPost("/webhooks", CreateWebhook.HandleAsync);
        routes.MapDelete("/webhooks/{webhookId}", DeleteWebhook.HandleAsync);
        routes.MapGet("/webhooks/{webhookId}/secret", ReadSecret.HandleAsync);
        routes.MapPost("/webhooks/{webhookId}/secret", RenewSecret.HandleAsync);
        routes.MapGet("/webhooks/{webhookId}/status", ReadDeliveries.HandleAsync);
        routes.MapGet("/webhooks/{webhookId}/attempts", ListAttempts.HandleAsync);
        routes.MapPost("/webhooks/{webhookId}/enable", SwitchOnWebhook.HandleAsync);
        routes.MapPost("/webhooks/{webhookId}/events/{eventId}/replay", ReplayEvent.HandleAsync);
    }
}
