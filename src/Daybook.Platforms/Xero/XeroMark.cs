using Daybook.Bookkeeping;
using NodaTime.Text;

namespace Daybook.Platforms.Xero;

/// <summary>What a document is known by on Xero.</summary>
internal static class XeroMark
{
    private const int IdDigits = DocumentMark.IdDigits;

    /// <summary>The number with the beginning of the id, of which nine digits tell the company and a count: the same on every attempt, and another document's never, though it had the same number.</summary>
    /// <remarks>Only letters, digits and <c>.-</c>: Xero's filters have no way to quote anything else reliably.</remarks>
    public static string Of(Document document) => $"{document.Number}.{document.Id.ToString("N")[..IdDigits]}";

    /// <summary>A day as Xero takes it.</summary>
    public static string Day(Document document) => LocalDatePattern.Iso.Format(document.Date);

    /// <summary>A filter by the day.</summary>
    public static string OnDay(Document document) => $"Date==DateTime({document.Date:uuuu,MM,dd})";
}
