using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Server.Workers.Schedule;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;
using Section = Daybook.Syncing.ConfigurationSection;

namespace Daybook.Server.Resources.Configurations;

internal static class SetConfiguration
{
    /// <summary>
    /// Merges what is posted into what is stored. What is wrong in a posted section is refused; what a section that was not posted
    /// still lacks only keeps the company from being configured. Once it is, every change must leave it whole.
    /// </summary>
    public static async Task<IResult> HandleAsync(
        string companyId,
        HttpContext context,
        Registry registry,
        ConfigurationStore configurations,
        PlatformNames platforms,
        ISyncStore syncs,
        SyncCalendar calendar,
        CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        var (posted, fault) = await JsonBody.ReadAsync<Configuration>(context);
        if (fault is not null)
        {
            return fault;
        }

        var choices = await CompanyChoices.ReadAsync(company, registry, configurations, platforms, syncs, cancellationToken);
        if (posted is null)
        {
            return Answer.Ok(ConfigurationShape.Of(choices));
        }

        var isSwitchOnly = posted.Schedule is null && posted.Choices is null;
        if (!isSwitchOnly && !choices.IsConnected)
        {
            return Fault.Invalid(ConfigurationCheck.NeedsConnections);
        }

        var merged = PostedConfiguration.Merge(posted, choices.Current);
        var lacking = ConfigurationCheck.Problems(merged.Configuration, choices.Chart, choices.Shop);
        var isPosted = PostedSections(posted);
        var wrong = merged.Faults
            .Concat(isSwitchOnly ? [] : lacking.Where(problem => choices.Current.Configured || isPosted.Contains(problem.Section)).Select(problem => problem.Message))
            .ToList();
        if (wrong.Count > 0)
        {
            return new Fault(
                StatusCodes.Status400BadRequest, string.Join(' ', wrong), [.. wrong.Select(message => new ErrorValidationItem(message.Split(':')[0], message, "Configuration"))]);
        }

        var next = merged.Configuration with { Configured = choices.Current.Configured || (choices.IsConnected && lacking.Count == 0 && !isSwitchOnly) };
        await configurations.SaveAsync(company.Number, next, cancellationToken);
        await calendar.LookNowAsync(company.Id, cancellationToken);
        return Answer.Ok(ConfigurationShape.Of(choices with { Current = next }));
    }

    private static HashSet<Section> PostedSections(Configuration posted)
    {
        var sections = new HashSet<Section>();
        void Add(bool isPosted, Section section)
        {
            if (isPosted)
            {
                sections.Add(section);
            }
        }

        Add(posted.Schedule is not null, Section.Schedule);
        Add(posted.Choices?.Sales is not null, Section.Sales);
        Add(posted.Choices?.Payments is not null || posted.Choices?.NewPayments is not null, Section.Payments);
        Add(posted.Choices?.Fees is not null, Section.Fees);
        return sections;
    }
}
