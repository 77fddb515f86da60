using Daybook.Server.Reference.Examples;
using Daybook.Wire;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class FlowOperations
{
    private const string Visible = "/config/ui/accounts/platform/{platformKey}";

    private static readonly Parameter Locale = new("locale", "`en-us` or `fr-fr`.", "en-us", IsRequired: true);

    public static readonly Chapter Chapter = new("Sync flow", "The pages on which a merchant connects and configures, and what they say.",
    [
        Get("/config/sync/commerce/{commerceKey}/{accountingKey}/start", "Starts the sync flow of a merchant",
                "The link's code is good for 30 seconds and once. A merchant that is not known yet becomes a company with both connections.")
            .With(
                new Parameter("merchantIdentifier", "What the client calls the merchant; absent: a new merchant.", "merchant-1"),
                new Parameter("redirectUrl", "Where the merchant goes afterwards, absolute.", "https://tills.example/done"))
            .Giving(ClientExamples.FlowUrl).Conflicting("The merchant's books are at another platform."),
        Get("/sync/commerce/config/ui/text", "Reads the texts").With(Locale).Giving(ClientExamples.Texts),
        Patch("/sync/commerce/config/ui/text", "Changes texts", "Each as an object with `text` or as the text itself: empty shows nothing, null is the default again.").With(Locale).Taking(ClientExamples.Texts).Giving(ClientExamples.Texts),
        Get("/sync/commerce/config/ui/colours", "Reads the colours of the merchant's pages").Giving(ClientExamples.Colours),
        Put("/sync/commerce/config/ui/colours", "Sets the colours of the merchant's pages", "A colour is darkened until white can be read on it.").Taking(ClientExamples.Colours).Giving(ClientExamples.Colours),
        Get("/clients/{clientId}/config/ui/accounts/platform/{platformKey}", "Reads which account choices merchants see").AlsoAt(Visible, "/sync/commerce" + Visible).Giving(ClientExamples.Visible),
        Post("/sync/commerce" + Visible, "Sets which account choices merchants see", "An empty list shows only those that are always seen; leaving it out shows all again.").MayTake(ClientExamples.Visible).Giving(ClientExamples.Visible),
        .. IntegrationsAt("/integrations"),
        Get("/integrations/{platformKey}/continuousSync", "Reads whether a platform's companies are synced by schedule").Giving(ClientExamples.Switch),
        Put("/integrations/{platformKey}/continuousSync", "Switches scheduled syncs of a platform's companies off, or on", "Off: companies connected to it are synced when somebody asks for it, and only then; at once, on all servers.")
            .Taking(ClientExamples.Switch).Giving(ClientExamples.Switch),
        Get("/branding/{platformKey}/{image}.svg", "Draws a platform's name").GivingText("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").OpenToAnyone(),
    ]);

    private static IEnumerable<Operation> IntegrationsAt(string path) =>
    [
        Get(path, "Lists the platforms").AlsoAt("/config" + path).Listing(ClientExamples.Integration),
        Get(path + "/{platformKey}", "Reads a platform").AlsoAt($"/config{path}/{{platformKey}}").Giving(ClientExamples.Integration),
        Get(path + "/{platformKey}/branding", "Reads how a platform is shown").AlsoAt($"/config{path}/{{platformKey}}/branding").Giving(ClientExamples.Branding),
    ];
}
