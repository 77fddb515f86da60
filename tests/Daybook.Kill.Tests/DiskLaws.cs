using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Daybook.Kill.Tests.Hosting;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Kill.Tests;

/// <summary>A disk that is full: a small file system of the server's own where this machine lets one be made, else a limit on the size of its files.</summary>
public sealed class DiskLaws : IDisposable
{
    private const int SizeMegabytes = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-disk-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_full_disk_is_told_as_such_loses_nothing_and_is_forgotten_once_there_is_room()
    {
        var ownDisk = await SucceedsAsync("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", folder);
        await using var server = new ServerProcess(folder, null)
        {
            Through = ownDisk
                ? ["unshare", "-rm", "bash", "-c", $"mount -t tmpfs -o size={SizeMegabytes}m tmpfs '{folder}' && exec \"$@\"", "bash"]
                : ["bash", "-c", "trap '' XFSZ; exec \"$@\"", "bash"],
        };
        await server.StartAsync();
        var merchant = await Merchant.CreateAsync(server.Http, 1);
        (await merchant.PushAsync(server.Http, default)).ShouldBe(HttpStatusCode.OK);
        var ballast = $"/proc/{server.Id}/root{folder}/ballast";

        await (ownDisk ? FillAsync(ballast) : LimitAsync(server.Id, new FileInfo(Path.Combine(folder, "daybook.db-wal")).Length + 50_000));
        var refused = await UntilAsync(merchant, server, status => status != HttpStatusCode.OK);
        refused.ShouldBeOneOf(HttpStatusCode.InsufficientStorage, HttpStatusCode.ServiceUnavailable);
        await merchant.ResolveAsync(server.Http);
        (await merchant.LostAsync(server.Http)).ShouldBe(0);
        using (var body = new StringContent("""{"orders":[{"id":"x","currency":"GBP","createdDate":"2025-11-20T10:00:00Z","totalAmount":0,"orderLineItems":[]}]}""", null, "application/json"))
        using (var answer = await server.Http.PostAsync($"/data/companies/{merchant.Id}/sync/commerce-orders", body))
        {
            answer.StatusCode.ShouldBe(refused);
            answer.Headers.RetryAfter.ShouldNotBeNull();
            JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["canBeRetried"]!.GetValue<string>().ShouldBe("True");
        }

        await (ownDisk ? Task.Run(() => File.Delete(ballast)) : LimitAsync(server.Id, null));
        await UntilAsync(merchant, server, status => status == HttpStatusCode.OK);
        await merchant.SyncToTheEndAsync(server.Http, Patience);
        (await merchant.LostAsync(server.Http)).ShouldBe(0);
        merchant.Broken.ShouldBeEmpty();
        new BooksOnDisk($"/proc/{server.Id}/root{folder}", merchant.Id).Balance("income:sales").ShouldBe(-merchant.Accepted.Values.Sum());
    }

    private static async Task<HttpStatusCode> UntilAsync(Merchant merchant, ServerProcess server, Predicate<HttpStatusCode> isIt)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var status = await merchant.PushAsync(server.Http, default);
            await merchant.ResolveAsync(server.Http);
            if (isIt(status))
            {
                return status;
            }

            waited.Elapsed.ShouldBeLessThan(Patience, $"It was still answered with {status}.");
        }
    }

    /// <summary>Leaves room for a few pushes.</summary>
    private static async Task FillAsync(string ballast)
    {
        await using var file = File.Create(ballast);
        var block = new byte[1 << 16];
        try
        {
            while (file.Length < SizeMegabytes << 20)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            file.SetLength(Math.Max(0, file.Length - 100_000));
        }
    }

    private static async Task LimitAsync(int process, long? bytes)
    {
        (await SucceedsAsync("prlimit", "--pid", $"{process}", $"--fsize={(bytes is { } most ? $"{most}" : "unlimited")}:unlimited")).ShouldBeTrue();
    }

    private static async Task<bool> SucceedsAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
