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

            if (net.ForgetsSession && request.Headers.Authorization is not null)
            {
                net.ForgetsSession = false;
                request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Session", "ZGF5Ym9vazoyOmdvbmU=");
            }

            var answer = await base.SendAsync(request, cancellationToken);
            return call == net.Lost ? throw new HttpRequestException("The answer was lost.") : answer;
        }
    }
}
