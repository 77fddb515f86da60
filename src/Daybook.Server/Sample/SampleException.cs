namespace Daybook.Server.Sample;

/// <summary>A step of the sample did not go as it must.</summary>
internal sealed class SampleException(string message) : Exception(message);
