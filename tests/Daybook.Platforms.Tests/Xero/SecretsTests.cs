using System.Collections.Concurrent;
using Daybook.Platforms.OAuth;
using Daybook.Platforms.Xero;
using Daybook.Syncing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Xero;

public sealed class SecretsTests
{
    private const string Secret = "open-sesame";

    [Fact]
    public async Task A_call_that_is_logged_in_full_shows_no_token()
    {
        var log = new Listener();
        await using var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddSingleton(TimeProvider.System).AddSingleton<IAuthorizationStore, MemoryAuthorizations>()
            .AddPlatforms(new PlatformOptions { DataFolder = "", Xero = new XeroOptions { ClientId = "id", ClientSecret = Secret, Api = new Uri("http://127.0.0.1:1") } })
            .BuildServiceProvider();
        foreach (var client in new[] { XeroCalls.Client, OAuthClient.Client })
        {
            using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(client);
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/");
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Secret);
            await Should.ThrowAsync<HttpRequestException>(() => http.SendAsync(request, TestContext.Current.CancellationToken));
        }

        log.Lines.ShouldContain(line => line.Contains("Authorization", StringComparison.Ordinal));
        log.Lines.ShouldAllBe(line => !line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void What_holds_secrets_does_not_print_them()
    {
        var options = new XeroOptions { ClientId = "id", ClientSecret = Secret };
        foreach (var text in new[] { $"{options}", $"{options.ToApp()}", $"{new TokenPair(Secret, Secret, TimeSpan.FromMinutes(30))}" })
        {
            text.ShouldNotContain(Secret);
        }
    }

    private sealed class Listener : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
