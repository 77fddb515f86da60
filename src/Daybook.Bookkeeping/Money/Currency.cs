using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Daybook.Bookkeeping;

/// <summary>An ISO 4217 currency with what its money can be divided into.</summary>
/// <remarks>Source: ISO 4217 table A.1 (minor units); the cash steps are those of the central banks that withdrew their small coins.</remarks>
public readonly record struct Currency
{
    private static readonly FrozenDictionary<string, Currency> Known = KnownCurrencies();
    private static readonly FrozenDictionary<string, Currency>.AlternateLookup<ReadOnlySpan<char>> BySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    private Currency(string code, byte minorUnit, decimal cashStep)
    {
        Code = code;
        MinorUnit = minorUnit;
        CashStep = cashStep;
    }

    /// <summary>The three-letter code, such as <c>GBP</c>.</summary>
    public string Code { get; }

    /// <summary>Decimal places of the smallest amount: 2 for GBP, 0 for JPY, 3 for KWD.</summary>
    public byte MinorUnit { get; }

    /// <summary>The smallest step of a cash payment (0.05 for AUD), or 0 where cash is not rounded.</summary>
    public decimal CashStep { get; }

    /// <summary>The smallest amount: 0.01 for GBP.</summary>
    public decimal Unit => new(1, 0, 0, false, MinorUnit);

    /// <summary>Rounds half up (away from zero) at the minor unit.</summary>
    public decimal Round(decimal amount) => amount.Scale <= MinorUnit ? amount : decimal.Round(amount, MinorUnit, MidpointRounding.AwayFromZero);

    /// <summary>The currency of a known code; the code is matched as written, in capitals.</summary>
    public static bool TryParse([NotNullWhen(true)] string? code, out Currency currency) =>
        TryParse(code.AsSpan(), out currency);

    /// <inheritdoc cref="TryParse(string?, out Currency)"/>
    public static bool TryParse(ReadOnlySpan<char> code, out Currency currency) => BySpan.TryGetValue(code, out currency);

    /// <summary>The currency of a code that is known to be valid.</summary>
    /// <exception cref="FormatException">The code is not an ISO 4217 currency.</exception>
    public static Currency Parse(string code) =>
        TryParse(code, out var currency) ? currency : throw new FormatException($"'{code}' is not an ISO 4217 currency code.");

    public override string ToString() => Code;

    private static FrozenDictionary<string, Currency> KnownCurrencies()
    {
        const string codes =
            "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK "
            + "DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT "
            + "LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
            + "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";
        const string noMinorUnit = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
        const string threePlaces = "BHD IQD JOD KWD LYD OMR TND";
        const string fourPlaces = "CLF UYW";
        var cashSteps = new Dictionary<string, decimal>
        {
            ["AUD"] = 0.05m, ["CAD"] = 0.05m, ["CHF"] = 0.05m, ["EUR"] = 0.05m, ["ILS"] = 0.10m, ["MYR"] = 0.05m, ["NZD"] = 0.10m, ["SGD"] = 0.05m,
            ["ZAR"] = 0.10m, ["DKK"] = 0.50m, ["CZK"] = 1m, ["NOK"] = 1m, ["SEK"] = 1m, ["HUF"] = 5m,
        };
        return codes.Split(' ').ToFrozenDictionary(
            code => code,
            code => new Currency(
                code,
                noMinorUnit.Contains(code, StringComparison.Ordinal) ? (byte)0
                : threePlaces.Contains(code, StringComparison.Ordinal) ? (byte)3
                : fourPlaces.Contains(code, StringComparison.Ordinal) ? (byte)4 : (byte)2,
                cashSteps.GetValueOrDefault(code)));
    }
}
