using Daybook.Bookkeeping;
using Daybook.Platforms.Http;

namespace Daybook.Platforms.FreeAgent.Forms;

/// <summary>One thing that a document becomes on FreeAgent. Most documents are one; some need several, each of which is found again by itself.</summary>
/// <param name="resource">What it is, such as <c>invoices</c>.</param>
/// <param name="document">The document.</param>
/// <param name="url">The address of something, as bodies name it.</param>
internal abstract class FreeAgentForm(string resource, Document document, Func<string, string> url)
{
    public string Resource => resource;

    /// <summary>The name around one of it, in requests and answers.</summary>
    public string Envelope => resource[..^1];

    /// <summary>Whether it begins as a draft and has to be sent to count.</summary>
    public virtual bool IsToBeSent => false;

    protected Document Document => document;

    protected string Day => FreeAgentMark.Day(document.Date);

    /// <summary>What is sent.</summary>
    /// <param name="earlier">Where the forms before stand.</param>
    public abstract object Body(IReadOnlyList<FreeAgentId> earlier);

    /// <summary>The list in which it would be found.</summary>
    public abstract string Search(IReadOnlyList<FreeAgentId> earlier);

    /// <summary>Whether one of that list is it; null: it has its number and is another.</summary>
    public abstract bool? IsIt(JsonPart one, IReadOnlyList<FreeAgentId> earlier);

    /// <summary>In what an answer differs from what was sent.</summary>
    public abstract IEnumerable<string> Faults(JsonPart one);

    /// <summary>Where an answer stands; null where it says nothing of that.</summary>
    public FreeAgentId? IdOf(JsonPart one) => FreeAgentId.OfUrl(one.Text("url")) is { } id
        ? new FreeAgentId(resource, id.Id, FreeAgentId.OfUrl(one.Text("bank_transaction"))?.Id)
        : null;

    protected string Url(FreeAgentId id) => url(id.Path);

    protected string Url(string path) => url(path);

    protected string Category(string code) => url($"categories/{code}");

    /// <summary>Whether a field names something; FreeAgent may spell the address in another way.</summary>
    protected static bool Names(JsonPart one, string field, string path) => FreeAgentId.OfUrl(one.Text(field))?.Path == path;

    protected static IEnumerable<string> Differs(JsonPart one, string field, decimal wanted)
    {
        if (one.Amount(field) is { } said && said != wanted)
        {
            yield return $"{field} {said} instead of {wanted}";
        }
    }
}
