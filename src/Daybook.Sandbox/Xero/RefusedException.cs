namespace Daybook.Sandbox.Xero;

/// <summary>An element can't be taken, in Xero's own words.</summary>
internal sealed class RefusedException(params string[] messages) : Exception(string.Join(' ', messages))
{
    public IReadOnlyList<string> Messages { get; } = messages;
}

/// <summary>The whole request can't be taken: HTTP 400 with a number of its own.</summary>
internal sealed class BadRequestException(int number, string type, string message) : Exception(message)
{
    public int Number { get; } = number;

    public string Type { get; } = type;
}

/// <summary>There is nothing of that id or number: HTTP 404.</summary>
internal sealed class MissingException() : Exception("The resource you're looking for cannot be found");
