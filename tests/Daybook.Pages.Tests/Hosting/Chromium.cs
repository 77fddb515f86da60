using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Daybook.Pages.Tests.Hosting;

/// <summary>Debian's Chromium. Where it is missing the tests fail.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>A browser of one's own, with nothing in it.</summary>
    public async Task<IPage> OpenAsync(Look look)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = look.IsPhone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 900 },
            Locale = look.Language,
            JavaScriptEnabled = look.HasScript,
        });
        context.SetDefaultTimeout(15000);
        return await context.NewPageAsync();
    }

    /// <summary>The page as it is, for people to look at.</summary>
    public static async Task KeepAsync(IPage page, Look look, string name)
    {
        var folder = Path.Combine(Root(), "artifacts", "screenshots", look.ToString());
        Directory.CreateDirectory(folder);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    /// <summary>Nobody is kept out: axe finds nothing serious, and nothing is wider than the screen.</summary>
    public static async Task CheckAsync(IPage page)
    {
        var found = await page.RunAxe();
        found.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(Told).ShouldBeEmpty(page.Url);
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue($"{page.Url} is wider than the screen");
    }

    private static string Told(AxeResultItem violation) => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}";

    /// <summary>The repository's folder.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Daybook.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run from inside the repository.");
    }
}

/// <summary>How a merchant looks at the pages.</summary>
/// <param name="Language">The browser's.</param>
/// <param name="IsPhone">Else a desktop.</param>
/// <param name="HasScript">Whether JavaScript is on.</param>
public sealed record Look(string Language, bool IsPhone, bool HasScript = true)
{
    public override string ToString() => $"{(IsPhone ? "phone" : "desktop")}-{Language[..2]}{(HasScript ? "" : "-no-script")}";
}
