using System.Globalization;
using Daybook.Bookkeeping;
using Daybook.Server.SyncFlow.Desk;
using Daybook.Syncing;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Server.SyncFlow.Stages;

internal static class ScheduleFields
{
    private static readonly IReadOnlyList<OptionGroup> Zones =
    [
        .. DateTimeZoneProviders.Tzdb.Ids.Where(id => id.Contains('/') && !id.StartsWith("Etc/GMT", StringComparison.Ordinal)).GroupBy(id => id.Split('/')[0])
            .Select(region => new OptionGroup(region.Key, [.. region.Select(id => (id, id[(id.IndexOf('/') + 1)..].Replace('_', ' ')))])),
    ];

    private static readonly IReadOnlyList<OptionGroup> Hours = [new("", [.. Enumerable.Range(0, 24).Select(hour => (hour.ToString(CultureInfo.InvariantCulture), $"{hour:00}:00"))])];

    public static IEnumerable<FieldSection> Of(FlowVisit visit)
    {
        var words = visit.Words;
        var schedule = visit.Draft.Configuration.Schedule;
        yield return new FieldSection("", "",
        [
            new DateField("schedule.startDate", words["flow-start"], words["flow-hint-start"], StartOf(schedule)),
            new RadioField("schedule.selectedFrequency", words["flow-frequency"], "", schedule.Frequency ?? SyncSchedule.Daily,
            [
                new(SyncSchedule.Daily, words["flow-daily"], words["flow-hint-daily"]), new(SyncSchedule.Monthly, words["flow-monthly"], words["flow-hint-monthly"]),
            ]),
            new SelectField("schedule.timeZone", words["flow-zone"], words["flow-hint-zone"], IsRequired: true, schedule.TimeZone, Zones) { IsSettled = true },
            new SelectField("schedule.syncHour", words["flow-hour"], words["flow-hint-hour"], IsRequired: true, schedule.SyncHour.ToString(CultureInfo.InvariantCulture), Hours) { IsSettled = true },
        ]);
    }

    public static IEnumerable<FieldSection> Books(FlowVisit visit)
    {
        var words = visit.Words;
        var isJournal = visit.Draft.Configuration.Presentation == Presentation.Journal;
        yield return new FieldSection("", "",
        [
            new RadioField("mapSettings.outputFormat", words["flow-books-question"], visit.IsConfigured ? words["flow-books-fixed"] : "", isJournal ? "JournalEntry" : "Invoices",
            [
                new("JournalEntry", words["flow-journal"], words["flow-hint-journal"], "journal"), new("Invoices", words["flow-invoices"], words["flow-hint-invoices"], "invoices"),
            ]) { IsFixed = visit.IsConfigured },
        ]);
    }

    /// <summary>The first business day, as the merchant's calendar has it.</summary>
    private static string StartOf(SyncSchedule schedule) =>
        schedule.StartDate is { } start
            ? LocalDatePattern.Iso.Format(start.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(schedule.TimeZone) ?? DateTimeZone.Utc).Date)
            : "";
}
