using System.Text.Json;
using System.Text.Json.Nodes;

namespace Daybook.Platforms.Tryton;

/// <summary>The records of one connection's company.</summary>
internal sealed class TrytonDatabase(TrytonSessions sessions, Guid connection, int company)
{
    private const int PageSize = 1000;

    public Guid Connection => connection;

    /// <summary>Tryton's id of the company.</summary>
    public int Company => company;

    /// <summary>All records that meet the conditions, by id.</summary>
    public async Task<IReadOnlyList<TrytonRecord>> SearchAsync(string model, JsonArray conditions, IReadOnlyList<string> fields, CancellationToken cancellationToken, JsonObject? context = null)
    {
        var found = new List<TrytonRecord>();
        while (true)
        {
            JsonNode?[] parameters = [conditions, found.Count, PageSize, new JsonArray(new JsonArray("id", "ASC")), TrytonJson.Texts(fields)];
            var some = TrytonRecord.ListOf(await sessions.CallAsync(connection, $"model.{model}.search_read", parameters, context, cancellationToken));
            found.AddRange(some);
            if (some.Count < PageSize)
            {
                return found;
            }
        }
    }

    /// <exception cref="TrytonRefusedException">It is not there.</exception>
    public async Task<TrytonRecord> ReadAsync(string model, int id, IReadOnlyList<string> fields, CancellationToken cancellationToken, JsonObject? context = null) =>
        TrytonRecord.ListOf(await sessions.CallAsync(connection, $"model.{model}.read", [TrytonJson.Ids(id), TrytonJson.Texts(fields)], context, cancellationToken))[0];

    public async Task<int> CreateAsync(string model, JsonObject values, CancellationToken cancellationToken) =>
        (await sessions.CallAsync(connection, $"model.{model}.create", [new JsonArray(values)], null, cancellationToken))[0].GetInt32();

    public Task WriteAsync(string model, IReadOnlyList<int> ids, JsonObject values, CancellationToken cancellationToken) =>
        sessions.CallAsync(connection, $"model.{model}.write", [TrytonJson.Ids(ids), values], null, cancellationToken);

    /// <summary>Deletes, posts or cancels: whatever is done with records as they are.</summary>
    public Task DoAsync(string model, string what, IReadOnlyList<int> ids, CancellationToken cancellationToken) =>
        sessions.CallAsync(connection, $"model.{model}.{what}", [TrytonJson.Ids(ids)], null, cancellationToken);

    /// <summary>Goes through a wizard of one page.</summary>
    /// <param name="wizard">Such as <c>account.move.cancel</c>.</param>
    /// <param name="model">What it is about.</param>
    /// <param name="id">Which of them.</param>
    /// <param name="page">The name of the page.</param>
    /// <param name="values">What is filled in beside what the page suggests.</param>
    /// <param name="button">What is pressed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task GoThroughAsync(string wizard, string model, int id, string page, JsonObject values, string button, CancellationToken cancellationToken)
    {
        var context = new JsonObject { ["active_model"] = model, ["active_id"] = id, ["active_ids"] = TrytonJson.Ids(id) };
        var begun = await sessions.CallAsync(connection, $"wizard.{wizard}.create", [], context, cancellationToken);
        var session = JsonValue.Create(begun[0].GetInt32());
        var shown = await sessions.CallAsync(connection, $"wizard.{wizard}.execute", [session, new JsonObject(), begun[1].GetString()], context, cancellationToken);
        var filled = new JsonObject();
        if (shown.TryGetProperty("view", out var view) && view.ValueKind == JsonValueKind.Object && view.TryGetProperty("defaults", out var suggested))
        {
            foreach (var field in suggested.EnumerateObject().Where(field => !field.Name.Contains('.', StringComparison.Ordinal)))
            {
                filled[field.Name] = JsonSerializer.SerializeToNode(field.Value);
            }
        }

        foreach (var (name, value) in values)
        {
            filled[name] = value?.DeepClone();
        }

        await sessions.CallAsync(connection, $"wizard.{wizard}.execute", [session, new JsonObject { [page] = filled }, button], context, cancellationToken);
        await sessions.CallAsync(connection, $"wizard.{wizard}.delete", [session], context, cancellationToken);
    }
}
