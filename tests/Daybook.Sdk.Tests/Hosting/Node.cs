using System.ComponentModel;
using System.Diagnostics;

namespace Daybook.Sdk.Tests.Hosting;

/// <summary>Runs the scripts of this project with Node.js.</summary>
internal static class Node
{
    /// <summary>Runs a script to its end.</summary>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">Node.js or the SDKs are not installed, the script fails, or it takes longer than the limit.</exception>
    public static async Task<string> RunAsync(string script, IEnumerable<string> arguments, TimeSpan limit)
    {
        if (!Directory.Exists(Path.Combine(Checkout.Scripts, "node_modules")))
        {
            throw new InvalidOperationException($"The official SDKs are not installed: run ./test, or 'npm ci' in {Checkout.Scripts}.");
        }

        using var process = Start(script, arguments);
        using var timeout = new CancellationTokenSource(limit);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{script} did not end within {limit.TotalSeconds} s: {await errors}", late);
        }

        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{script} ended with {process.ExitCode}: {await errors}");
    }

    private static Process Start(string script, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node", [script, .. arguments]) { WorkingDirectory = Checkout.Scripts, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("Node.js is not installed: run ./test, which installs it on Debian, or install the package nodejs.", missing);
        }
    }
}
