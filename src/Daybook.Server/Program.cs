using Daybook.Server.Hosting;
using Daybook.Server.Security;

var settings = DaybookSettings.FromEnvironment(Environment.GetEnvironmentVariable);
var app = DaybookApp.Build(settings, TimeProvider.System, Guid.NewGuid, ApiKeys.Generate);
await app.RunAsync();
