using System.Globalization;
using Daybook.Server.Errors;
using Daybook.Server.Hosting;
using Daybook.Server.Security;

namespace Daybook.Server.Limits;

/// <summary>Holds requests to the day's quota, and each company's to so many at a time.</summary>
internal sealed class RequestLimits(RequestDelegate next, DailyQuota quota, CompanyTurns turns, DaybookSettings settings)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OpenToAll>() is not null)
        {
            await next(context);
            return;
        }

        var maySpend = await quota.TrySpendAsync(context.RequestAborted);
        quota.Show(context.Response.Headers);
        if (!maySpend)
        {
            await RefuseAsync(context, quota.SecondsLeft, $"The quota of {settings.DailyQuota} requests a day is used up; it is whole again at midnight UTC.");
        }
        else if (context.Request.RouteValues.TryGetValue("companyId", out var value) && Guid.TryParse(value as string, out var company))
        {
            await TakeTurnAsync(context, company);
        }
        else
        {
            await next(context);
        }
    }

    private async Task TakeTurnAsync(HttpContext context, Guid company)
    {
        if (await turns.TryEnterAsync(company, context.RequestAborted) is not { } turn)
        {
            await RefuseAsync(context, 1, $"The company has {settings.CompanyRequests} requests under way: wait for one of them to be answered.");
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            await turns.LeaveAsync(company, turn);
        }
    }

    private static Task RefuseAsync(HttpContext context, long seconds, string error)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return new Fault(StatusCodes.Status429TooManyRequests, error).ExecuteAsync(context);
    }
}

/// <summary>Shows the quota on every answer, also on those that are given before anything is counted.</summary>
internal sealed class QuotaHeaders(RequestDelegate next, DailyQuota quota)
{
    public Task InvokeAsync(HttpContext context)
    {
        quota.Show(context.Response.Headers);
        return next(context);
    }
}
