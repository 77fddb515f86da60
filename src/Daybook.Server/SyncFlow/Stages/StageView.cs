using Daybook.Server.SyncFlow.Desk;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Stages;

/// <summary>A stage as a merchant sees it.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Sections">What is to be chosen.</param>
/// <param name="Errors">What is wrong that belongs to no field shown, in the merchant's words.</param>
internal sealed record StageView(Stage Stage, IReadOnlyList<FieldSection> Sections, IReadOnlyList<string> Errors)
{
    public IEnumerable<Field> Fields => Sections.SelectMany(section => section.Fields);

    public bool HasErrors => Errors.Count > 0 || Fields.Any(one => one.Error is not null);

    /// <summary>The stage without a word on what is wrong.</summary>
    public static StageView Of(Stage stage, FlowVisit visit)
    {
        IEnumerable<FieldSection> sections = stage.Name switch
        {
            "books" => ScheduleFields.Books(visit),
            "sales" => SalesFields.Of(visit),
            "payments" => MoneyFields.Payments(visit),
            "fees" => MoneyFields.Fees(visit),
            "schedule" => ScheduleFields.Of(visit),
            _ => [],
        };
        return new StageView(stage, [.. sections.Where(section => section.Fields.Count > 0)], []);
    }

    /// <summary>The stage with what is wrong beside each field.</summary>
    public StageView Checked(FlowVisit visit, IReadOnlyDictionary<string, string> unread)
    {
        var problems = Problems(visit).Concat(unread.Select(fault => (Field: fault.Key, fault.Value))).ToLookup(problem => problem.Field, problem => problem.Item2);
        var shown = Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        return this with
        {
            Sections = [.. Sections.Select(section => section with { Fields = [.. section.Fields.Select(field => field with { Error = problems[field.Name].FirstOrDefault() })] })],
            Errors = [.. problems.Where(problem => !shown.Contains(problem.Key)).SelectMany(problem => problem)],
        };
    }

    private IEnumerable<(string Field, string Words)> Problems(FlowVisit visit)
    {
        var configuration = visit.Draft.Configuration;
        var found = ConfigurationCheck.Problems(configuration, visit.Choices.Chart, visit.Choices.Shop).Where(problem => problem.Section == Stage.Section)
            .Select(problem => MerchantWords.Of(problem.Message, configuration, visit.Words)).ToList();
        var isSynced = (Stage != Stage.Payments || configuration.Payments.SyncPayments) && (Stage != Stage.Fees || configuration.Fees.SyncFees);
        var missing = Fields.OfType<SelectField>().Where(field => isSynced && field.IsRequired && string.IsNullOrEmpty(field.Selected)).Select(field => (field.Name, visit.Words["flow-error-required"]));
        return missing.Concat(found).DistinctBy(problem => problem.Item1);
    }
}
