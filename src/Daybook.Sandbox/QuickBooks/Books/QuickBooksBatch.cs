using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>Several questions in one call; each is answered or refused by itself, in an order that nobody may count on: here the last first.</summary>
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

        var answers = items.Reverse().Select(item => AnswerOf(books, item)).ToList();
        var entities = answers.Sum(answer => answer.Part("QueryResponse").Sum(list => (list.Value as JsonArray)?.Count ?? 0));
        return entities > MostEntities ? throw new RefusedException("1040", "Batch size exceeds allowed limit", $"The answer has {entities} objects.")
            : new JsonObject { ["BatchItemResponse"] = new JsonArray([.. answers]) };
    }

    private static JsonObject AnswerOf(QuickBooksCompany books, JsonObject item)
    {
        var answer = new JsonObject { ["bId"] = item.Text("bId") };
        try
        {
            var (name, value) = item.Text("Query") is { Length: > 0 } statement
                ? ("QueryResponse", QuickBooksQueries.Answer(books, statement)["QueryResponse"]!)
                : Written(books, item);
            answer[name] = value.DeepClone();
        }
        catch (RefusedException refusal)
        {
            answer["Fault"] = new JsonObject { ["Error"] = new JsonArray(new JsonObject { ["Message"] = refusal.Message, ["Detail"] = refusal.Detail, ["code"] = refusal.Code }), ["type"] = "ValidationFault" };
        }

        return answer;
    }

    private static (string Entity, JsonNode Value) Written(QuickBooksCompany books, JsonObject item)
    {
        var entity = QuickBooksFields.Entities.FirstOrDefault(item.ContainsKey);
        if (entity is null || item.Text("operation") != "create" || item[entity] is not JsonObject body)
        {
            throw new RefusedException("500", "Unsupported Operation", "The stand-in takes questions and new entities in batches, and nothing else.");
        }

        var question = new QuickBooksQuestion("POST", [entity], _ => "", "", body);
        return (entity, QuickBooksSwitchboard.Answer(books, question)[entity]!);
    }
}
