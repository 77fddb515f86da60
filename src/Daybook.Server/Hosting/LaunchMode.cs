namespace Daybook.Server.Hosting;

/// <summary>What the command line asks for.</summary>
/// <param name="WithSample"><c>--sample</c>: run the sample merchant through the API once the server is up.</param>
/// <param name="Once"><c>--once</c>: end after that, with an exit code that tells whether it went well.</param>
/// <param name="BackUpTo"><c>--backup FOLDER</c>: copy the data folder, also of a running server, and end; else null.</param>
/// <param name="RotatesKeys"><c>--rotate-keys</c>: close all stored secrets anew with a new key, also while a server runs, and end.</param>
public sealed record LaunchMode(bool WithSample, bool Once, string? BackUpTo = null, bool RotatesKeys = false)
{
    public const string Usage = """
        Usage: Daybook.Server                   the server alone
               Daybook.Server --sample          the server, and a sample merchant's week pushed and synced
               Daybook.Server --sample --once   the same, ending after it with an exit code
               Daybook.Server --backup FOLDER   a copy of the data folder, also of a running server's
               Daybook.Server --rotate-keys     a new key, and all stored secrets closed anew with it, also while servers run
        """;

    /// <summary>Reads the command line; null where it asks for something else.</summary>
    public static LaunchMode? Read(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (arguments is ["--backup", { Length: > 0 } folder])
        {
            return new LaunchMode(WithSample: false, Once: true, folder);
        }

        if (arguments is ["--rotate-keys"])
        {
            return new LaunchMode(WithSample: false, Once: true, RotatesKeys: true);
        }

        var mode = new LaunchMode(arguments.Contains("--sample"), arguments.Contains("--once"));
        var isKnown = arguments.All(argument => argument is "--sample" or "--once");
        return isKnown && (mode.WithSample || !mode.Once) ? mode : null;
    }
}
