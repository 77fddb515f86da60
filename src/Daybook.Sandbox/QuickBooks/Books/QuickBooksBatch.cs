using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>Several questions in one call; each is answered or refused by itself. The stand-in writes nothing in batches.</summary>
internal static class QuickBooksBatch
{
    private const int MostItems = 30;
    private const int MostEntities = 1000;

    public static JsonObject Answer(QuickBooksCompany books, JsonObject body)
    {
        var items = body.Parts("BatchItemRequest");
        if (items.Count > MostItems)
        {
            throw new RefusedException("1040", "Batch size exceeds allowed limit", $"A batch has at most {MostItems} items.");
        }

        var answers = items.Select(item => AnswerOf(books, item)).ToList();
        var entities = answers.Sum(answer => answer.Part("QueryResponse").Sum(list => (list.Value as JsonArray)?.Count ?? 0));
        return entities > MostEntities ? throw new RefusedException("1040", "Batch size exceeds allowed limit", $"The answer has {entities} objects.")
            : new JsonObject { ["BatchItemResponse"] = new JsonArray([.. answers]) };
    }

    private static JsonObject AnswerOf(QuickBooksCompany books, JsonObject item)
    {
        var answer = new JsonObject { ["bId"] = item.Text("bId") };
        try
        {
            answer["QueryResponse"] = item.Text("Query") is { Length: > 0 } statement ? QuickBooksQueries.Answer(books, statement)["QueryResponse"]!.DeepClone()
                : throw new RefusedException("500", "Unsupported Operation", "The stand-in takes questions in batches, and nothing else.");
        }
        catch (RefusedException refusal)
        {
            answer["Fault"] = new JsonObject { ["Error"] = new JsonArray(new JsonObject { ["Message"] = refusal.Message, ["Detail"] = refusal.Detail, ["code"] = refusal.Code }), ["type"] = "ValidationFault" };
        }

        return answer;
    }
}
