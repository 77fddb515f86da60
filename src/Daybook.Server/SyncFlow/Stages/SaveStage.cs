using Daybook.Server.SyncFlow.Desk;
using Daybook.Server.SyncFlow.Drafts;
using Daybook.Server.SyncFlow.Pages;
using Daybook.Syncing;
using NodaTime.Text;

namespace Daybook.Server.SyncFlow.Stages;

/// <summary>Keeps what a merchant chose, right or wrong, and goes on where it is right.</summary>
internal static class SaveStage
{
    private const int LongestName = 100;

    public static async Task<IResult> HandleAsync(HttpContext context, Stage saved, FlowDrafts drafts, CancellationToken cancellationToken)
    {
        var visit = context.Visit();
        if (!visit.IsConnected)
        {
            return Results.LocalRedirect(visit.LinkTo(Stage.Connect.Name));
        }

        var form = context.Request.Form;
        var asked = StageView.Of(saved, visit);
        var values = Read(form, asked);
        var draft = await drafts.ChangeAsync(visit.Company.Id, visit.Draft, kept => kept with { Configuration = TakeAll(kept.Configuration, values) }, cancellationToken);
        if (form["create"].ToString() is { Length: > 0 } field && asked.Fields.OfType<SelectField>().FirstOrDefault(one => one.Name == field) is { Make: { } make } place)
        {
            return await CreateAsync(context, visit with { Draft = draft }, saved, place, make, drafts, cancellationToken);
        }

        var view = StageView.Of(saved, visit with { Draft = draft }).Checked(visit with { Draft = draft }, Unread(values, visit));
        draft = await drafts.ChangeAsync(visit.Company.Id, draft, kept => kept.With(saved.Name, !view.HasErrors), cancellationToken);
        return view.HasErrors
            ? FlowPage.Of<StagePage>(visit with { Draft = draft }, view, StatusCodes.Status422UnprocessableEntity)
            : Results.LocalRedirect(visit.LinkTo(visit.IsConfigured ? Stage.Review.Name : saved.Next.Name));
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, FlowVisit visit, Stage stage, SelectField field, MakeEntry make, FlowDrafts drafts, CancellationToken cancellationToken)
    {
        var wanted = context.Request.Form["new:" + field.Name].ToString().Trim();
        var made = wanted.Length is 0 or > LongestName ? new MadeEntry(null, visit.Words["flow-error-name"]) : await make(wanted, cancellationToken);
        if (made.Id is { } id)
        {
            await drafts.ChangeAsync(visit.Company.Id, visit.Draft, kept => kept with { Configuration = Chosen.Take(kept.Configuration, field.Name, id) }, cancellationToken);
            return Results.LocalRedirect($"{visit.LinkTo(stage.Name)}#{field.Id}");
        }

        var view = StageView.Of(stage, visit);
        var told = view with { Sections = [.. view.Sections.Select(section => section with { Fields = [.. section.Fields.Select(one => one.Name == field.Name ? one with { Error = made.Refusal } : one)] })] };
        return FlowPage.Of<StagePage>(visit, told, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>What the form says of the fields that were asked; of a field twice there, as a switch is, the last.</summary>
    private static Dictionary<string, string> Read(IFormCollection form, StageView asked) =>
        asked.Fields.Where(field => form.ContainsKey(field.Name) && field is not RadioField { IsFixed: true })
            .ToDictionary(field => field.Name, field => (form[field.Name][^1] ?? "").Trim(), StringComparer.Ordinal);

    private static SyncConfiguration TakeAll(SyncConfiguration configuration, Dictionary<string, string> values) =>
        values.OrderBy(value => value.Key == "schedule.startDate").Aggregate(configuration, (chosen, value) => Chosen.Take(chosen, value.Key, value.Value));

    private static Dictionary<string, string> Unread(Dictionary<string, string> values, FlowVisit visit) =>
        values.TryGetValue("schedule.startDate", out var date) && !LocalDatePattern.Iso.Parse(date).Success
            ? new Dictionary<string, string>(StringComparer.Ordinal) { ["schedule.startDate"] = visit.Words["flow-error-date"] }
            : [];
}
