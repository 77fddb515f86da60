using Daybook.Server.Hosting;
using Daybook.Server.Resources.Authorization;
using Daybook.Server.Resources.Companies;
using Daybook.Server.Security;
using Daybook.Server.SyncFlow.Desk;
using Daybook.Server.SyncFlow.Drafts;
using Daybook.Server.SyncFlow.Overview;
using Daybook.Server.SyncFlow.Pages;
using Daybook.Server.SyncFlow.Platforms;
using Daybook.Server.SyncFlow.Sessions;
using Daybook.Server.SyncFlow.Stages;
using Microsoft.AspNetCore.DataProtection;

namespace Daybook.Server.SyncFlow;

/// <summary>The merchant's pages: choose, connect, configure, understand.</summary>
internal static class FlowRegistration
{
    public static void AddMerchantPages(this IServiceCollection services, DaybookSettings settings)
    {
        services.AddRazorComponents();
        services.AddDataProtection().SetApplicationName("Daybook").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataFolder, "keys")));
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "daybook-form";
            form.Cookie.SameSite = SameSiteMode.Lax;
            form.Cookie.SecurePolicy = settings.LinkTo("").Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;

            // Which pages may frame these is the client's to say, and the gate's to write.
            form.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<FlowSessions>();
        services.AddSingleton<FlowFronts>();
        services.AddSingleton<FlowVisits>();
        services.AddSingleton<ChartMemory>();
        services.AddSingleton<CompanyErasure>();
        services.AddSingleton<PlatformTies>();
        services.AddSingleton<ConsentPages>();
        services.AddSingleton<FlowDrafts>();
        services.AddSingleton<HabitReader>();
        services.AddSingleton<FlowPreviews>();
        services.AddSingleton<FlowOverviews>();
    }

    public static void MapMerchantPages(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").WithMetadata(new OpenToAll(), new ForMerchants()).ExcludeFromDescription();
        open.MapGet("/{client:guid}/commerce/{commerceKey}/{accountingKey}/start", EnterFlow.HandleAsync);
        open.MapGet(FlowPaths.Root + "/flow.css", FlowAssets.Style);
        open.MapGet(FlowPaths.Root + "/flow.js", FlowAssets.Script);
        open.MapGet(FlowPaths.Root + "/colours.css", FlowAssets.ColoursAsync);
        open.Map(FlowPaths.Root + "/{**rest}", NoPage.HandleAsync);
        open.MapGet("/link/company/{companyId:guid}", ChoosePlatform.ShowAsync);
        open.MapGet("/link/company/{companyId:guid}/{platformKey}", OpenPlatform.FollowAsync);
        open.MapPost("/link/company/{companyId:guid}/{platformKey}", OpenPlatform.PressAsync);

        var pages = open.MapGroup(FlowPaths.Root + "/{merchant:guid}").AddEndpointFilter<FlowGate>();
        pages.MapGet("", ShowOverview.HandleAsync);
        pages.MapPost("/language", ChooseLanguage.Handle);
        foreach (var stage in Stage.Forms.Append(Stage.Connect))
        {
            pages.MapGet("/" + stage.Name, (HttpContext context, CompanyShape shape) => ShowStage.Handle(context, stage, shape));
        }

        foreach (var stage in Stage.Forms)
        {
            pages.MapPost("/" + stage.Name, (HttpContext context, FlowDrafts drafts, CancellationToken cancellationToken) =>
                SaveStage.HandleAsync(context, stage, drafts, cancellationToken));
        }

        pages.MapGet("/review", ReviewFlow.ShowAsync);
        pages.MapPost("/review", ReviewFlow.ApplyAsync);
        pages.MapPost("/switch", SwitchSync.HandleAsync);
        pages.MapPost("/sync", SyncNow.HandleAsync);
        pages.MapPost("/disconnect", DisconnectBooks.HandleAsync);
        pages.MapPost("/delete", RemoveShop.HandleAsync);
        pages.MapPost("/link", LinkBooks.HandleAsync);
        pages.MapGet("/syncs/{sync:guid}", ShowSync.HandleAsync);
        pages.MapGet("/documents/{document:guid}", ShowDocument.HandleAsync);
        pages.MapGet("/records", ShowRecords.HandleAsync);
    }
}

/// <summary>Marks what is for merchants' browsers, and no part of the API.</summary>
internal sealed record ForMerchants;
