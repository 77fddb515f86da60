using System.Globalization;
using Daybook.Bookkeeping;
using Daybook.Wire;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Server.SyncFlow.Words;

/// <summary>Texts, amounts and dates in the merchant's language.</summary>
/// <param name="locale">Such as <c>fr-fr</c>.</param>
/// <param name="texts">The texts by key.</param>
public sealed class FlowWords(string locale, IReadOnlyDictionary<string, FlowText> texts)
{
    private static readonly NumberFormatInfo English = new() { NumberGroupSeparator = ",", NumberDecimalSeparator = "." };
    private static readonly NumberFormatInfo French = new() { NumberGroupSeparator = "\u202f", NumberDecimalSeparator = "," };

    /// <summary>The locale, such as <c>fr-fr</c>.</summary>
    public string Locale => locale;

    public bool IsFrench => locale.StartsWith("fr", StringComparison.Ordinal);

    /// <summary>The text of a key; empty where the client shows nothing.</summary>
    public string this[string key] => texts.TryGetValue(key, out var text) ? text.Text ?? "" : "";

    /// <summary>A text with values in it. What else stands between braces is the client's own.</summary>
    public string Of(string key, params object[] values) =>
        values.Select((value, i) => (Place: $"{{{i}}}", Value: string.Create(CultureInfo.InvariantCulture, $"{value}")))
            .Aggregate(this[key], (text, one) => text.Replace(one.Place, one.Value, StringComparison.Ordinal));

    public bool Has(string key) => texts.ContainsKey(key);

    /// <summary>An amount in its currency.</summary>
    public string Money(decimal amount, Currency currency)
    {
        var number = Math.Abs(amount).ToString("N" + currency.MinorUnit.ToString(CultureInfo.InvariantCulture), IsFrench ? French : English);
        return (amount < 0 ? "−" : "") + (IsFrench ? $"{number}\u00a0{currency.Code}" : $"{currency.Code}\u00a0{number}");
    }

    public string Percent(string rate) => IsFrench ? rate.Replace('.', ',') + "\u00a0%" : rate + "%";

    public string Date(LocalDate date)
    {
        var months = this["flow-months"].Split(' ');
        return months.Length == 12 ? $"{date.Day} {months[date.Month - 1]} {date.Year}" : LocalDatePattern.Iso.Format(date);
    }

    /// <summary>A moment on the merchant's own clock.</summary>
    public string Moment(Instant moment, string timeZone)
    {
        var local = moment.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc).LocalDateTime;
        return $"{Date(local.Date)}, {local.Hour:00}:{local.Minute:00}";
    }
}
