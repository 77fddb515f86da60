using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>
/// The ids of documents, made from what they say: the same content gets the same id, also from a database that has forgotten that it wrote it.
/// In hexadecimal digits: 5 for the company, 4 for how many records are new in it, the rest for the content.
/// </summary>
internal static class DocumentName
{
    private const int CompanyDigits = 5;
    private const int FirstsDigits = 4;
    private const int Steps = 0x8000;

    /// <summary>The id of a document.</summary>
    /// <param name="company">The company's id.</param>
    /// <param name="document">The document; its target and source have their final ids.</param>
    /// <param name="count">Which document of this content it is: 1, 2, …</param>
    public static Guid Of(Guid company, Document document, int count)
    {
        var owner = Owner(company);
        var content = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{company:N} {count} {Content(document)}")));
        return Guid.ParseExact($"{owner}{Coded(document.Firsts):x4}{content[..(32 - CompanyDigits - FirstsDigits)]}", "N");
    }

    /// <summary>Whether a document is of the company, as its id tells.</summary>
    public static bool IsOf(Guid company, Guid document) => document.ToString("N").StartsWith(Owner(company), StringComparison.Ordinal);

    /// <summary>How many records are new in the document; beyond 32,767 only about.</summary>
    public static long Firsts(Guid document)
    {
        var coded = int.Parse(document.ToString("N").AsSpan(CompanyDigits, FirstsDigits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return coded < Steps ? coded : (long)(coded - Steps) * Steps;
    }

    private static string Owner(Guid company) => Convert.ToHexStringLower(SHA256.HashData(company.ToByteArray()))[..CompanyDigits];

    private static int Coded(int firsts) => firsts < Steps ? firsts : Steps + (firsts / Steps);

    /// <summary>All that the document does to the books, and nothing that is only told: words, and the order of lines that are alike.</summary>
    private static string Content(Document document)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(int)document.Kind}|{document.Date:uuuuMMdd}|{document.Currency.Code}|{document.Location}|{Plain(document.Total)}|{document.Account}|{document.FromAccount}|{document.Target:N}|{document.Source:N}");
        foreach (var line in document.Ledger.Select(line => $"{line.Account}|{Plain(line.Amount)}").Order(StringComparer.Ordinal))
        {
            text.Append('\n').Append(line);
        }

        foreach (var line in document.Lines.Select(line => $"{line.Account}|{line.Category}|{line.TaxCode}|{line.TaxRate}|{Plain(line.Net)}|{Plain(line.Tax)}").Order(StringComparer.Ordinal))
        {
            text.Append('\n').Append(line);
        }

        return text.ToString();
    }

    /// <summary>Without the zeros at the end, which mean nothing.</summary>
    private static string Plain(decimal amount) => amount.ToString("0.############################", CultureInfo.InvariantCulture);
}
