using Daybook.Bookkeeping;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>Reads currencies.</summary>
internal static class CurrencyReader
{
    /// <summary>Null where there is none or one that is not ISO 4217: the record is then set aside, not refused.</summary>
    public static Currency? Read(ref JsonCursor json) =>
        Currency.TryParse(json.Text("currency").AsSpan().Trim(), out var currency) ? currency : null;
}
