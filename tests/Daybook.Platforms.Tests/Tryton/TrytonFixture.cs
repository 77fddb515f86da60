using System.Globalization;
using System.Text.Json.Nodes;
using Daybook.Platforms.Tests.Xero;
using Daybook.Platforms.Tryton;
using Daybook.Syncing;
using Daybook.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tests.Tryton;

/// <summary>Books of a test's own on the real server, a connection to them, and their owner's own way in.</summary>
internal sealed class TrytonFixture : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly TrytonLogin owner;

    private TrytonFixture(ServiceProvider services, TrytonCompany company, TrytonLogin login, TrytonLogin owner)
    {
        this.services = services;
        this.owner = owner;
        Company = company;
        Login = login;
    }

    public TrytonBooks Books => services.GetRequiredService<TrytonBooks>();

    public MemoryAuthorizations Authorizations => (MemoryAuthorizations)services.GetRequiredService<IAuthorizationStore>();

    public TrytonCompany Company { get; }

    /// <summary>How the connection signs in.</summary>
    public TrytonLogin Login { get; }

    public PlatformLink Link { get; private set; } = new(Guid.NewGuid(), Guid.NewGuid(), "Acme Ltd");

    /// <summary>The books as their owner has them.</summary>
    public TrytonDatabase Owner { get; private set; } = null!;

    public static async Task<TrytonFixture> StartAsync(TrytonServer server, string tests, Func<DelegatingHandler>? between = null)
    {
        var admin = await server.CopyAsync(tests);
        var parts = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IAuthorizationStore, MemoryAuthorizations>()
            .AddPlatforms(new PlatformOptions { DataFolder = "", Tryton = new TrytonOptions() });
        if (between is not null)
        {
            parts.AddHttpClient(TrytonCalls.Client).AddHttpMessageHandler(between);
        }

        var login = admin with { User = TrytonCompany.User, Password = TrytonCompany.Password };
        var fixture = new TrytonFixture(parts.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }), server.Company, login, admin);
        var link = fixture.Link with
        {
            CustomerId = server.Company.Customer.ToString(CultureInfo.InvariantCulture), SupplierId = server.Company.Supplier.ToString(CultureInfo.InvariantCulture),
        };
        fixture.Link = link;
        await fixture.Authorizations.SaveAsync(link.Connection, (await fixture.Books.SignInAsync(login, default)).ShouldBeOfType<TrytonWelcome.Opened>().Authorization, default);
        var ownConnection = Guid.NewGuid();
        await fixture.Authorizations.SaveAsync(ownConnection, admin.For("1", "", default), default);
        fixture.Owner = await fixture.Books.OpenAsync(ownConnection, default);
        return fixture;
    }

    public string Account(string name) => Company.Accounts[name].ToString(CultureInfo.InvariantCulture);

    public string Tax(int percent) => $"tax-{Company.Taxes[percent].ToString(CultureInfo.InvariantCulture)}";

    /// <summary>As another process would see the same books.</summary>
    public TrytonBooks NewBooks() => ActivatorUtilities.CreateInstance<TrytonBooks>(services);

    public Task ArchiveAsync(string account) =>
        Owner.WriteAsync("account.account", [Company.Accounts[account]], new JsonObject { ["end_date"] = Day(new LocalDate(2026, 1, 1)) }, default);

    /// <summary>Closes every period that ends on the day or before.</summary>
    public Task CloseUpToAsync(LocalDate day) => TrytonServer.CloseUpToAsync(owner, day);

    /// <summary>What each account holds, by name, of what is posted; what holds nothing is left out.</summary>
    public Task<IReadOnlyDictionary<string, decimal>> BalancesAsync() => TrytonServer.BalancesAsync(owner);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
