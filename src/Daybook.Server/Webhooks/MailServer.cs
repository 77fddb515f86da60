using System.Net.Mail;

namespace Daybook.Server.Webhooks;

/// <summary>The mail server that rules' e-mails are handed to.</summary>
public sealed record MailServer
{
    public required string Host { get; init; }

    /// <summary>Where mail is submitted; default 587.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Null: it asks for none.</summary>
    public string? User { get; init; }

    /// <summary>A secret; null: it asks for none.</summary>
    public string? Password { get; init; }

    /// <summary>The sender of all mails.</summary>
    public required MailAddress From { get; init; }

    /// <summary>Whether the connection is encrypted (STARTTLS) before anything is said; default true.</summary>
    public bool IsEncrypted { get; init; } = true;

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
