using System.Net;

namespace Daybook.Platforms.Tests.Tryton;

/// <summary>The net between us and Tryton: loses what a test says.</summary>
internal sealed class LossyNet
{
    private int calls;

    /// <summary>How many calls there were.</summary>
    public int Calls => calls;

    /// <summary>The number of the call that is lost, from 1; 0: none.</summary>
    public int Lost { get; set; }

    /// <summary>Whether the call reaches Tryton and only its answer is lost.</summary>
    public bool AnswerOnly { get; set; } = true;

    /// <summary>From when on every call is lost, as when the process has died; 0: never.</summary>
    public int DeadFrom { get; set; }

    /// <summary>What becomes of each call that nothing else is said of; null: it comes through.</summary>
    public Func<NetFault>? Chance { get; set; }

    /// <summary>Whether the next calls name a session that Tryton does not know.</summary>
    public bool ForgetsSession { get; set; }

    public void Reset(int lost = 0, bool answerOnly = true, int deadFrom = 0) => (calls, Lost, AnswerOnly, DeadFrom) = (0, lost, answerOnly, deadFrom);

    public DelegatingHandler Handler() => new Through(this);

    private sealed class Through(LossyNet net) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var call = Interlocked.Increment(ref net.calls);
            var isDead = net.DeadFrom > 0 && call >= net.DeadFrom;
            if (isDead || (call == net.Lost && !net.AnswerOnly))
            {
                throw new HttpRequestException("The request was lost.");
            }

            var fault = net.Chance?.Invoke() ?? NetFault.None;
            if (fault == NetFault.RequestLost)
            {
                throw new HttpRequestException("The request was lost.");
            }

            if (fault is NetFault.FailsBefore or NetFault.TooMany)
            {
                return new HttpResponseMessage(fault == NetFault.TooMany ? HttpStatusCode.TooManyRequests : HttpStatusCode.InternalServerError) { Content = new StringContent("") };
            }

            net.ForgetsSession |= fault == NetFault.SessionGone;
            if (net.ForgetsSession && request.Headers.Authorization is not null)
            {
                net.ForgetsSession = false;
                request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Session", "ZGF5Ym9vazoyOmdvbmU=");
            }

            var answer = await base.SendAsync(request, cancellationToken);
            if (fault == NetFault.FailsAfter)
            {
                answer.Dispose();
                return new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StringContent("") };
            }

            return call == net.Lost || fault == NetFault.AnswerLost ? throw new HttpRequestException("The answer was lost.") : answer;
        }
    }
}

/// <summary>What may become of a call.</summary>
internal enum NetFault
{
    None = 0,

    /// <summary>It never reaches Tryton.</summary>
    RequestLost = 1,

    /// <summary>Tryton does it, and its answer never comes.</summary>
    AnswerLost = 2,

    /// <summary>HTTP 500 before anything is done.</summary>
    FailsBefore = 3,

    /// <summary>HTTP 500 after it is done.</summary>
    FailsAfter = 4,

    /// <summary>HTTP 429.</summary>
    TooMany = 5,

    /// <summary>Tryton does not know the session.</summary>
    SessionGone = 6,
}
