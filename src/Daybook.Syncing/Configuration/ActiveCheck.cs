namespace Daybook.Syncing;

/// <summary>Checks before each sync that what the merchant chose is still there.</summary>
public static class ActiveCheck
{
    /// <summary>One sentence for each choice that is gone or no longer active, with its name; a sync that meets one writes nothing.</summary>
    public static IReadOnlyList<string> Problems(SyncConfiguration configuration, Chart chart)
    {
        var standing = new ChartLookup(chart);
        return [.. ConfigurationChoices.Made(configuration).Select(choice => Problem(choice, standing)).OfType<string>()];
    }

    private static string? Problem(Choice choice, ChartLookup chart) => chart.Find(choice.Of, choice.Id) switch
    {
        null => $"The {ChartLookup.Word(choice.Of)} '{choice.Id}' chosen for {choice.Field} is gone from the accounting software.",
        { IsActive: false } gone => $"The {ChartLookup.Word(choice.Of)} '{gone.Name}' chosen for {choice.Field} is no longer active in the accounting software.",
        _ => null,
    };
}
