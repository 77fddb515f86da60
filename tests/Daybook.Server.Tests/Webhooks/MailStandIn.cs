using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Daybook.Server.Tests.Webhooks;

/// <summary>A mail server in miniature: takes mails after a login, or refuses readers as it is told to.</summary>
public sealed class MailStandIn : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<ReceivedMail> received = [];
    private readonly Task serving;

    public MailStandIn()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whether a reader is refused, by address.</summary>
    public Predicate<string> Refuses { get; set; } = _ => false;

    public IReadOnlyList<ReceivedMail> Mails => [.. received];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
        listener.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        var (readers, login) = (new List<string>(), new List<string>());
        await writer.WriteLineAsync("220 stand-in");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-stand-in");
                    await writer.WriteLineAsync("250 AUTH LOGIN");
                    break;
                case "AUTH":
                    login.Add(Plain(line.Split(' ')[^1]));
                    await writer.WriteLineAsync("334 UGFzc3dvcmQ6");
                    login.Add(Plain((await reader.ReadLineAsync(stop.Token))!));
                    await writer.WriteLineAsync("235 welcome");
                    break;
                case "RCPT":
                    var address = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    await writer.WriteLineAsync(Refuses(address) ? "550 nobody of that name" : "250 ok");
                    readers.AddRange(Refuses(address) ? [] : [address]);
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    received.Enqueue(await ReadAsync(reader, [.. readers], string.Join(':', login)));
                    readers.Clear();
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    private async Task<ReceivedMail> ReadAsync(StreamReader reader, IReadOnlyList<string> readers, string login)
    {
        var (headers, body) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), new StringBuilder());
        var isHead = true;
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            if (isHead && line.Length > 0 && line[0] is not (' ' or '\t'))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }
            else if (!isHead)
            {
                body.Append(line).Append('\n');
            }

            isHead &= line.Length > 0;
        }

        var isBase64 = headers.GetValueOrDefault("Content-Transfer-Encoding") == "base64";
        return new ReceivedMail(readers, login, headers, isBase64 ? Plain(body.ToString()) : body.ToString());
    }

    private static string Plain(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}

/// <summary>A mail that arrived.</summary>
/// <param name="To">Its readers.</param>
/// <param name="Login">User and password.</param>
/// <param name="Headers">By name.</param>
/// <param name="Body">The text.</param>
public sealed record ReceivedMail(IReadOnlyList<string> To, string Login, IReadOnlyDictionary<string, string> Headers, string Body);
