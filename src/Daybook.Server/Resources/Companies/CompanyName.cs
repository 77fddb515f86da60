namespace Daybook.Server.Resources.Companies;

/// <summary>What a company may be called.</summary>
internal static class CompanyName
{
    private const string Signs = " -'&@.,?!";

    /// <summary>The name without the characters that a name can't have; empty where nothing is left.</summary>
    public static string Clean(string? name) =>
        string.Concat((name ?? "").Where(sign => char.IsLetterOrDigit(sign) || Signs.Contains(sign, StringComparison.Ordinal))).Trim();
}
