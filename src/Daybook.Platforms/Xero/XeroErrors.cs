using Daybook.Platforms.Http;

namespace Daybook.Platforms.Xero;

/// <summary>Reads why Xero refused.</summary>
internal static class XeroErrors
{
    /// <summary>The texts of all refusals in a part and the parts within it.</summary>
    public static IEnumerable<string> Refusals(this JsonPart element)
    {
        foreach (var error in element.List("ValidationErrors"))
        {
            if ((error.Text("Message") ?? error.Text("Description")) is { Length: > 0 } message)
            {
                yield return message;
            }
        }

        foreach (var name in (string[])["Elements", "LineItems", "JournalLines", "Allocations"])
        {
            foreach (var message in element.List(name).SelectMany(part => part.Refusals()))
            {
                yield return message;
            }
        }

        foreach (var message in (element.Part("Contact")?.Refusals() ?? []).Concat(element.Part("Invoice")?.Refusals() ?? []))
        {
            yield return message;
        }
    }
}
