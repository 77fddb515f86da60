namespace Daybook.Storage.Listing;

/// <summary>Expressions that give stored numbers the names that answers show.</summary>
internal static class NameSql
{
    /// <summary>The name of an enumeration's value.</summary>
    public static string Of<TEnum>(string column)
        where TEnum : struct, Enum =>
        Of(column, Enum.GetValues<TEnum>(), value => value.ToString());

    /// <summary>The names of some of its values; null where one has none.</summary>
    public static string Of<TEnum>(string column, IEnumerable<TEnum> values, Func<TEnum, string?> name)
        where TEnum : struct, Enum =>
        $"case {column} {string.Concat(values.Where(value => name(value) is not null).Select(value => $"when {Convert.ToInt32(value)} then {Literal(name(value)!)} "))}end";

    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
