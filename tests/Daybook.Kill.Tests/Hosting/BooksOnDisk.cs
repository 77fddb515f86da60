using System.Globalization;

namespace Daybook.Kill.Tests.Hosting;

/// <summary>Plain-text books as they lie on the disk.</summary>
public sealed class BooksOnDisk(string data, string company)
{
    /// <summary>The numbers of the documents that count.</summary>
    public List<string> Numbers() => [.. Files().Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    /// <summary>The balance of an account.</summary>
    public decimal Balance(string account) => Files().SelectMany(File.ReadAllLines)
        .Where(line => line.StartsWith($"    {account}  ", StringComparison.Ordinal))
        .Sum(line => decimal.Parse(line.Trim()[account.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));

    private IEnumerable<string> Files()
    {
        var folder = Path.Combine(data, "books", company);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "DB-*.journal", SearchOption.AllDirectories).Where(file => !File.ReadAllText(file).StartsWith(';'))
            : [];
    }
}
