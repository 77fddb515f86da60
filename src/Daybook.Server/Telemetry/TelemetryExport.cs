using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Daybook.Server.Telemetry;

/// <summary>
/// Sends traces, metrics and logs to an OpenTelemetry collector, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one; the other variables of OpenTelemetry
/// (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_EXPORTER_OTLP_HEADERS</c>, <c>OTEL_METRIC_EXPORT_INTERVAL</c>, …) hold too.
/// </summary>
internal sealed class TelemetryExport : IHostedService
{
    // Not those of the HTTP clients: the addresses that webhooks go to may hold secrets.
    private static readonly string[] Sources = ["Daybook.Syncing", "Microsoft.AspNetCore", "Npgsql"];
    private static readonly string[] Meters = ["Daybook.Syncing", "Daybook.Platforms", ServerMetrics.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    private TracerProvider? traces;
    private MeterProvider? metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Resource()).AddSource(Sources).AddOtlpExporter().Build();
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource()).AddMeter(Meters).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    /// <summary>Adds it to a server, where the environment asks for it.</summary>
    public static void AddTo(WebApplicationBuilder builder, string? endpoint)
    {
        if (string.IsNullOrEmpty(endpoint))
        {
            return;
        }

        builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(Resource()).AddOtlpExporter());
        builder.Services.AddHostedService<TelemetryExport>();
    }

    /// <summary>Sends what is not sent yet.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        traces?.Dispose();
        metrics?.Dispose();
        return Task.CompletedTask;
    }

    private static ResourceBuilder Resource() => ResourceBuilder.CreateDefault()
        .AddService("daybook", serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(), autoGenerateServiceInstanceId: true)
        .AddEnvironmentVariableDetector();
}
