using System.Globalization;
using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Server.SyncFlow.Stages;

/// <summary>Takes over what a merchant chose, field by field.</summary>
internal static class Chosen
{
    /// <summary>The configuration with one field changed; one that can't be read leaves it as it is.</summary>
    /// <param name="configuration">What was chosen before.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="value">What the form says; empty: nothing is chosen.</param>
    public static SyncConfiguration Take(SyncConfiguration configuration, string field, string value)
    {
        var sales = configuration.Sales;
        return field switch
        {
            "mapSettings.outputFormat" => configuration with { Presentation = value == "JournalEntry" ? Presentation.Journal : Presentation.Invoices },
            "sales.salesCustomer" => configuration with { Sales = sales with { CustomerId = OrNull(value) } },
            "sales.invoiceStatus" => configuration with { Sales = sales with { InvoiceStatus = OrNull(value) } },
            "sales.vouchersTaxedAtSale" => configuration with { Sales = sales with { VouchersTaxedAtSale = value == "on" } },
            "sales.byLocation" => configuration with { Sales = sales with { InvoiceLevel = value == "on" ? [SalesChoices.ByLocation] : [] } },
            "payments.syncPayments" => configuration with { Payments = configuration.Payments with { SyncPayments = value == "on" } },
            "fees.syncFees" => configuration with { Fees = configuration.Fees with { SyncFees = value == "on" } },
            "fees.feesSupplier" => configuration with { Fees = configuration.Fees with { SupplierId = OrNull(value) } },
            _ when field.StartsWith("schedule.", StringComparison.Ordinal) => configuration with { Schedule = TakeSchedule(configuration.Schedule, field, value) },
            _ => TakeEntry(configuration, field, value),
        };
    }

    private static SyncConfiguration TakeEntry(SyncConfiguration configuration, string field, string value)
    {
        var (sales, payments, fees) = (configuration.Sales, configuration.Payments, configuration.Fees);
        return KeyAfter(field, "sales.accounts.") is { } account ? configuration with { Sales = sales with { Accounts = Changed(sales.Accounts, account, value) } }
            : KeyAfter(field, "sales.taxRates.") is { } rate ? configuration with { Sales = sales with { TaxRates = Changed(sales.TaxRates, rate, value) } }
            : KeyAfter(field, "sales.components.") is { } component ? configuration with { Sales = sales with { TaxComponents = Changed(sales.TaxComponents, component, value) } }
            : KeyAfter(field, "payments.accounts.") is { } type ? configuration with { Payments = payments with { Accounts = Changed(payments.Accounts, type, value) } }
            : KeyAfter(field, "newPayments.accounts.") is { } method ? configuration with { Payments = payments with { MethodAccounts = Changed(payments.MethodAccounts, method, value) } }
            : KeyAfter(field, "fees.accounts.") is { } fee ? configuration with { Fees = fees with { Accounts = Changed(fees.Accounts, fee, value) } }
            : configuration;
    }

    private static SyncSchedule TakeSchedule(SyncSchedule schedule, string field, string value)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(schedule.TimeZone) ?? DateTimeZone.Utc;
        var start = schedule.StartDate?.InZone(zone).Date;
        switch (field)
        {
            case "schedule.selectedFrequency":
                return schedule with { Frequency = OrNull(value) };
            case "schedule.syncHour":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour < 24 ? Starting(schedule with { SyncHour = hour }, start, zone) : schedule;
            case "schedule.timeZone":
                return DateTimeZoneProviders.Tzdb.GetZoneOrNull(value) is { } other ? Starting(schedule with { TimeZone = value }, start, other) : schedule;
            default:
                return LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var date } ? Starting(schedule, date, zone) : schedule;
        }
    }

    /// <summary>To a merchant the start is a business day: it stays the same one at another hour or in another zone.</summary>
    private static SyncSchedule Starting(SyncSchedule schedule, LocalDate? day, DateTimeZone zone) =>
        schedule with { StartDate = day is { } first ? zone.AtLeniently(first.At(new LocalTime(schedule.SyncHour, 0))).ToInstant() : null };

    private static Dictionary<string, string> Changed(IReadOnlyDictionary<string, string> chosen, string key, string value)
    {
        var changed = new Dictionary<string, string>(chosen, StringComparer.Ordinal);
        changed.Remove(key);
        if (value.Length > 0)
        {
            changed[key] = value;
        }

        return changed;
    }

    /// <summary>What sets of several components are mapped to is the client's, and stays.</summary>
    private static List<TaxComponentMapping> Changed(IReadOnlyList<TaxComponentMapping> chosen, string component, string value) =>
    [
        .. chosen.Where(mapping => mapping.CommerceTaxRateIds is not [var id] || id != component),
        .. value.Length > 0 ? new[] { new TaxComponentMapping([component], value) } : [],
    ];

    private static string? KeyAfter(string field, string start) => field.StartsWith(start, StringComparison.Ordinal) ? field[start.Length..] : null;

    private static string? OrNull(string value) => value.Length == 0 ? null : value;
}
