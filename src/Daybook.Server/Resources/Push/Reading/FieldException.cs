namespace Daybook.Server.Resources.Push.Reading;

/// <summary>A field of a push is not what the contract says. Caught where the reading started, and nowhere else.</summary>
internal sealed class FieldException(string message) : Exception(message);
