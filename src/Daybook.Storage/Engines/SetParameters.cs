using Dapper;

namespace Daybook.Storage.Engines;

internal static class SetParameters
{
    /// <summary>The parameters of a query over <see cref="IDialect.Values"/>.</summary>
    /// <param name="set">From <see cref="IDialect.SetOf(ReadOnlySpan{long})"/> or one of its kind.</param>
    /// <param name="others">All other parameters as an anonymous object.</param>
    public static DynamicParameters With(object set, object? others = null)
    {
        var parameters = new DynamicParameters(others);
        parameters.Add("set", set);
        return parameters;
    }

    /// <summary>Parameters by name.</summary>
    public static DynamicParameters Of(params ReadOnlySpan<(string Name, object Value)> given)
    {
        var parameters = new DynamicParameters();
        foreach (var (name, value) in given)
        {
            parameters.Add(name, value);
        }

        return parameters;
    }
}
