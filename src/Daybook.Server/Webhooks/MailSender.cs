using System.Diagnostics;
using System.Net;
using System.Net.Mail;
using System.Text;
using NodaTime;

namespace Daybook.Server.Webhooks;

/// <summary>Hands mails to the operator's mail server, which takes them from there.</summary>
/// <param name="server">Null: no mail is sent.</param>
internal sealed class MailSender(MailServer? server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public bool IsConfigured => server is not null;

    /// <summary>Hands one mail over, to all of its readers. Where the mail server refuses some of them, the others have it, and it counts as handed over.</summary>
    /// <exception cref="InvalidOperationException">There is no mail server.</exception>
    public async Task<WebhookAnswer> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        var to = server ?? throw new InvalidOperationException("There is no mail server.");
        var started = Stopwatch.GetTimestamp();
        using var message = MessageOf(letter, to.From);
        using var smtp = new SmtpClient(to.Host, to.Port) { EnableSsl = to.IsEncrypted, Credentials = to.User is null ? null : new NetworkCredential(to.User, to.Password) };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        string? error = null;
        try
        {
            await smtp.SendMailAsync(message, patience.Token);
        }
        catch (SmtpException fault)
        {
            error = RefusedBy(fault) < letter.To.Count && fault is SmtpFailedRecipientException ? null : fault.InnerException is { } inner ? $"{fault.Message} {inner.Message}" : fault.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            error = $"The mail server did not answer within {Patience.TotalSeconds} seconds.";
        }

        return new WebhookAnswer(null, error, Duration.FromTimeSpan(Stopwatch.GetElapsedTime(started)));
    }

    private static int RefusedBy(SmtpException fault) => fault is SmtpFailedRecipientsException several ? several.InnerExceptions.Length : 1;

    private static MailMessage MessageOf(Letter letter, MailAddress from)
    {
        var message = new MailMessage { From = from, Subject = letter.Subject, SubjectEncoding = Encoding.UTF8, Body = letter.Body, BodyEncoding = Encoding.UTF8 };

        // Who gets it twice, after an answer that was lost, can tell that it is the same.
        message.Headers["Message-ID"] = $"<{letter.Id}@{from.Host}>";
        foreach (var reader in letter.To)
        {
            message.To.Add(new MailAddress(reader));
        }

        return message;
    }
}
