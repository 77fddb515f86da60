namespace Daybook.Platforms.Tryton;

/// <summary>Tryton did not do what it was asked, and kept nothing of it. Never leaves this folder.</summary>
/// <param name="kind">What kind of no it was.</param>
/// <param name="message">Tryton's own words.</param>
internal sealed class TrytonRefusedException(TrytonNo kind, string message) : Exception(message)
{
    public TrytonNo Kind => kind;
}

/// <summary>Kinds of no.</summary>
internal enum TrytonNo
{
    /// <summary>A rule of Tryton's forbids it.</summary>
    Refused,

    /// <summary>It asks a person to confirm.</summary>
    Warned,

    /// <summary>Another was faster: the same request may succeed now.</summary>
    Busy,

    /// <summary>It is no rule but a fault of Tryton's, or of what we sent.</summary>
    Failed,
}
