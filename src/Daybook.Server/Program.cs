using Daybook.Server.Hosting;
using Daybook.Server.Security;

return await Launch.RunAsync(args, Environment.GetEnvironmentVariable, TimeProvider.System, Guid.NewGuid, ApiKeys.Generate);
