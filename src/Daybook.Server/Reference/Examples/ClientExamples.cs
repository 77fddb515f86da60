using Daybook.Wire;

namespace Daybook.Server.Reference.Examples;

/// <summary>What belongs to the client rather than to one of its companies.</summary>
internal static class ClientExamples
{
    public const string Text = "configure-content-sales-title";

    private static readonly Guid Id = new("0f6b8f64-2a39-4c3e-9ac5-1f4a0d7be801");

    public static readonly Profile Profile = new()
    {
        Name = "The till makers", RedirectUrl = "https://tills.example/{companyId}", WhiteListUrls = ["https://tills.example"], ConfirmCompanyName = false,
    };

    public static readonly ApiKeyDetails ApiKey = new() { Id = Id, Name = "Second till", CreatedDate = Ids.Morning };

    public static readonly Integration Integration = new()
    {
        Key = "hldg",
        LogoUrl = new Uri("https://books.example/branding/hldg/logo.svg"),
        Name = "Plain-text ledger",
        Enabled = true,
        SourceId = Ids.Source,
        SourceType = "Accounting",
        IntegrationId = Ids.Integration,
        IsOfflineConnector = false,
        IsBeta = false,
    };

    public static readonly ContinuousSync Switch = new() { Enabled = false };

    public static readonly Branding Branding = new(
        new BrandingLogo(Image("logo"), Image("icon")), new BrandingButton(Image("button"), Image("button-hover")), Ids.Source);

    public static readonly SyncFlowUrl FlowUrl = new(new Uri($"https://books.example/{Id}/start?otp=4k9x&merchantIdentifier=merchant-1"));

    public static readonly FlowColours Colours = new("#12515e");

    public static readonly IReadOnlyDictionary<string, FlowText> Texts = new Dictionary<string, FlowText> { [Text] = new("Your sales", false) };

    public static readonly VisibleAccounts Visible = new(["sales-accounts-gratuity", "fees-accounts-loan"]);

    public static readonly Rule Rule = new() { Id = Id, Type = "Data sync completed", Notifiers = new RuleNotifiers(["till@example.com"], "https://tills.example/rules") };

    public static readonly WebhookConsumer Consumer = new() { Id = Id, Url = "https://tills.example/events", Disabled = false, EventTypes = ["company.created"], CompanyTags = ["region:north"] };

    public static readonly WebhookSecret Secret = new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    public static readonly WebhookDeliveries Deliveries = new() { Waiting = 2, FailingSince = new DateTime(2026, 11, 20, 3, 0, 5, DateTimeKind.Utc), IsSwitchedOff = false };

    public static readonly WebhookAttempt Attempt = new()
    {
        EventId = Id, EventType = "company.created", AttemptedDate = new DateTime(2026, 11, 20, 3, 0, 5, DateTimeKind.Utc), StatusCode = 503, Error = "It answered 503.", DurationMilliseconds = 41,
    };

    public static readonly SyncSetting Setting = new() { DataType = "commerce-orders", FetchOnFirstLink = true, SyncSchedule = 24, SyncOrder = 0 };

    public static readonly SyncSettings Settings = new() { ClientId = Id, Settings = [Setting], OverridesDefaults = true };

    public static readonly SyncSettings CompanySettings = new() { CompanyId = Ids.Company, Settings = [Setting], OverridesDefaults = true };

    public static readonly DataStatus Status = new()
    {
        DataType = "commerce-orders", LastSuccessfulSync = Ids.Morning, CurrentStatus = "Complete", LatestSyncId = Ids.Dataset, LatestSuccessfulSyncId = Ids.Dataset,
    };

    private static BrandingImage Image(string name) => new(new ImageReference(new Uri($"https://books.example/branding/hldg/{name}.svg"), "Plain-text ledger"));
}
