using Daybook.Bookkeeping;
using Daybook.Syncing;
using Daybook.Wire;

namespace Daybook.Server.Resources.Configurations;

/// <summary>A company's choices and options as the wire has them.</summary>
internal static class ConfigurationShape
{
    public static Configuration Of(CompanyChoices choices)
    {
        var current = choices.Current;
        return new Configuration
        {
            CompanyId = choices.Company.Id,
            AccountingSoftwareCompanyName = choices.Chart.CompanyName,
            Enable = current.Enabled,
            Enabled = current.Enabled,
            Configured = current.Configured,
            Schedule = ScheduleOf(current.Schedule),
            Choices = ChoicesOf(choices),
        };
    }

    private static Schedule ScheduleOf(SyncSchedule schedule) => new()
    {
        SelectedFrequency = schedule.Frequency,
        FrequencyOptions = ConfigurationOptions.Frequencies,
        StartDate = schedule.StartDate?.ToString(),
        SyncHour = schedule.SyncHour,
        SyncHourUtc = schedule.SyncHour,
        TimeZone = schedule.TimeZone,
    };

    private static Choices ChoicesOf(CompanyChoices choices)
    {
        var current = choices.Current;

        // Every account is offered for every use: the list is made once and shared.
        var accounts = choices.Chart.Accounts.Where(account => account.IsActive)
            .Select(account => new AccountOption(account.Id, account.Name, account.NominalCode, account.Classification)).ToList();
        return new Choices
        {
            CountryCode = current.CountryCode,
            MapSettings = new MapSettings(current.Presentation == Presentation.Journal ? "JournalEntry" : null),
            Sales = SalesShape.Of(choices, accounts),
            Payments = new Payments
            {
                SyncPayments = current.Payments.SyncPayments,
                Accounts = AccountsOf(AccountSlots.Payments, current.Payments.Accounts, accounts),
            },
            NewPayments = new Payments
            {
                SyncPayments = current.Payments.SyncPayments,
                Accounts = AccountsOf(AccountSlots.OfMethods(choices.Shop), current.Payments.MethodAccounts, accounts),
            },
            Fees = new Fees
            {
                SyncFees = current.Fees.SyncFees,
                FeesSupplier = new FeesSupplier(current.Fees.SupplierId, OptionsOf(choices.Chart.Suppliers)),
                Accounts = AccountsOf(AccountSlots.Fees, current.Fees.Accounts, accounts),
            },
        };
    }

    /// <summary>The slots with what is chosen; what is chosen without a slot (a category that is gone) comes last.</summary>
    public static Dictionary<string, AccountChoice?> AccountsOf(
        IEnumerable<AccountSlot> slots, IReadOnlyDictionary<string, string> chosen, IReadOnlyList<AccountOption> options)
    {
        var accounts = new Dictionary<string, AccountChoice?>(StringComparer.Ordinal);
        foreach (var slot in slots.Concat(chosen.Keys.Select(key => new AccountSlot(key, key, ""))))
        {
            accounts.TryAdd(slot.Key, new AccountChoice
            {
                LabelText = slot.Label,
                DescriptionText = slot.Description,
                SelectedAccountId = chosen.GetValueOrDefault(slot.Key),
                Required = slot.IsRequired,
                AccountOptions = options,
            });
        }

        return accounts;
    }

    public static IReadOnlyList<Option> OptionsOf(IReadOnlyList<ChartItem> items) =>
        [.. items.Where(item => item.IsActive).Select(item => new Option(item.Id, item.Name))];
}
