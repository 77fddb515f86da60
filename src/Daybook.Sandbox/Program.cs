using Daybook.Sandbox;

var url = Environment.GetEnvironmentVariable("DAYBOOK_SANDBOX_URL") is { Length: > 0 } given ? given : "http://127.0.0.1:5090";
var database = Environment.GetEnvironmentVariable("DAYBOOK_SANDBOX_DATABASE") is { Length: > 0 } file ? file : "./data/sandbox.db";
await using var app = SandboxApp.Build(new Uri(url), TimeProvider.System, Guid.NewGuid, database);
if (int.TryParse(Environment.GetEnvironmentVariable("DAYBOOK_SANDBOX_MILLISECONDS"), out var milliseconds))
{
    var slowness = app.Services.GetRequiredService<Slowness>();
    (slowness.Least, slowness.Most) = (TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(milliseconds));
}

await app.StartAsync();
await Console.Out.WriteLineAsync($"""
    Xero's stand-in: {url}/xero
      DAYBOOK_XERO_AUTHORITY={url}/xero/identity
      DAYBOOK_XERO_API={url}/xero
      DAYBOOK_XERO_CLIENT_ID={Daybook.Sandbox.Xero.XeroSandbox.ClientId}
      DAYBOOK_XERO_CLIENT_SECRET={Daybook.Sandbox.Xero.XeroSandbox.ClientSecret}
    QuickBooks Online's stand-in: {url}/quickbooks
      DAYBOOK_QUICKBOOKS_AUTHORITY={url}/quickbooks
      DAYBOOK_QUICKBOOKS_API={url}/quickbooks
      DAYBOOK_QUICKBOOKS_CLIENT_ID={Daybook.Sandbox.QuickBooks.QuickBooksSandbox.ClientId}
      DAYBOOK_QUICKBOOKS_CLIENT_SECRET={Daybook.Sandbox.QuickBooks.QuickBooksSandbox.ClientSecret}
    FreeAgent's stand-in: {url}/freeagent
      DAYBOOK_FREEAGENT_API={url}/freeagent
      DAYBOOK_FREEAGENT_CLIENT_ID={Daybook.Sandbox.FreeAgent.FreeAgentSandbox.ClientId}
      DAYBOOK_FREEAGENT_CLIENT_SECRET={Daybook.Sandbox.FreeAgent.FreeAgentSandbox.ClientSecret}
    What they are told is kept in {Path.GetFullPath(database)}; without that file they begin anew.
    """);
await app.WaitForShutdownAsync();
