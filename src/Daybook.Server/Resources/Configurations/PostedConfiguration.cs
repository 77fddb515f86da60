using System.Text;
using Daybook.Bookkeeping;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;

namespace Daybook.Server.Resources.Configurations;

/// <summary>Merges what is posted into what is stored: a section or entry that is left out stays; an entry without a selection is chosen no longer.</summary>
internal static class PostedConfiguration
{
    private const string JournalEntry = "JournalEntry";

    public static MergedConfiguration Merge(Configuration posted, SyncConfiguration stored)
    {
        var faults = new List<string>();
        var choices = posted.Choices;
        var merged = stored with
        {
            Enabled = Changed(stored.Enabled, posted.Enable, posted.Enabled),
            Schedule = posted.Schedule is { } schedule ? MergeSchedule(schedule, stored.Schedule, faults) : stored.Schedule,
            CountryCode = choices?.CountryCode ?? stored.CountryCode,
            Presentation = choices?.MapSettings is { } settings ? MergePresentation(settings, stored, faults) : stored.Presentation,
            Sales = choices?.Sales is { } sales ? PostedSales.Merge(sales, stored.Sales, faults) : stored.Sales,
            Payments = MergePayments(choices, stored.Payments),
            Fees = choices?.Fees is { } fees ? MergeFees(fees, stored.Fees) : stored.Fees,
        };
        return new MergedConfiguration(merged, faults);
    }

    /// <summary>The chosen accounts after those posted are taken over.</summary>
    public static IReadOnlyDictionary<string, string> MergeAccounts(IReadOnlyDictionary<string, AccountChoice?>? posted, IReadOnlyDictionary<string, string> stored)
    {
        if (posted is null)
        {
            return stored;
        }

        var merged = new Dictionary<string, string>(stored, StringComparer.Ordinal);
        foreach (var (key, choice) in posted)
        {
            if (string.IsNullOrEmpty(choice?.SelectedAccountId))
            {
                merged.Remove(key);
            }
            else
            {
                merged[key] = choice.SelectedAccountId;
            }
        }

        return merged;
    }

    /// <summary>
    /// One value under its two names. A client knows one of the names and sends the other back as it got it:
    /// so the one that differs from what is stored is the one that was meant.
    /// </summary>
    private static T Changed<T>(T stored, T? name, T? otherName)
        where T : struct =>
        name is { } given && !given.Equals(stored) ? given : otherName ?? name ?? stored;

    private static SyncSchedule MergeSchedule(Schedule posted, SyncSchedule stored, List<string> faults)
    {
        var start = stored.StartDate;
        if (posted.StartDate is { } text)
        {
            if (Moments.TryRead(Encoding.UTF8.GetBytes(text), out var moment))
            {
                start = moment;
            }
            else
            {
                faults.Add($"schedule.startDate: '{text}' is not a date such as 2022-10-23 or 2022-10-23T00:00:00Z.");
            }
        }

        return new SyncSchedule
        {
            Frequency = posted.SelectedFrequency ?? stored.Frequency,
            StartDate = start,
            SyncHour = Changed(stored.SyncHour, posted.SyncHour, posted.SyncHourUtc),
            TimeZone = posted.TimeZone ?? stored.TimeZone,
        };
    }

    private static Presentation MergePresentation(MapSettings posted, SyncConfiguration stored, List<string> faults)
    {
        if (posted.OutputFormat is not (null or JournalEntry))
        {
            faults.Add($"configuration.mapSettings.outputFormat: '{posted.OutputFormat}' is not {JournalEntry}; leave it out for invoices.");
            return stored.Presentation;
        }

        if (!stored.Configured)
        {
            return posted.OutputFormat is null ? Presentation.Invoices : Presentation.Journal;
        }

        if (posted.OutputFormat is null || stored.Presentation == Presentation.Journal)
        {
            return stored.Presentation;
        }

        faults.Add("configuration.mapSettings.outputFormat: the output format is fixed once the company is configured.");
        return stored.Presentation;
    }

    private static PaymentChoices MergePayments(Choices? posted, PaymentChoices stored) => new()
    {
        SyncPayments = Changed(stored.SyncPayments, posted?.Payments?.SyncPayments, posted?.NewPayments?.SyncPayments),
        Accounts = MergeAccounts(posted?.Payments?.Accounts, stored.Accounts),
        MethodAccounts = MergeAccounts(posted?.NewPayments?.Accounts, stored.MethodAccounts),
    };

    private static FeeChoices MergeFees(Fees posted, FeeChoices stored) => new()
    {
        SyncFees = posted.SyncFees ?? stored.SyncFees,
        SupplierId = posted.FeesSupplier is { } supplier ? NullIfEmpty(supplier.SelectedSupplierId) : stored.SupplierId,
        Accounts = MergeAccounts(posted.Accounts, stored.Accounts),
    };

    public static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
