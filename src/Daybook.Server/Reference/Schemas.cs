using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Daybook.Wire;

namespace Daybook.Server.Reference;

/// <summary>JSON schemas of the wire's types, as the serializer writes them.</summary>
internal sealed class Schemas(WireDocs docs)
{
    private static readonly JsonSerializerOptions Options = new(WireJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private readonly SortedDictionary<string, (Type Type, JsonObject Schema)> components = new(StringComparer.Ordinal);

    /// <summary>All types that were asked for, and those that they are made of.</summary>
    public JsonObject Components => new(components.Select(component => KeyValuePair.Create<string, JsonNode?>(component.Key, component.Value.Schema.DeepClone())));

    /// <summary>The schema of a type: for a record a reference to its component.</summary>
    public JsonObject Of(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? Of(inner)
        : Simple(type) is { } simple ? simple
        : ItemOf(type, typeof(IReadOnlyDictionary<,>), 1) is { } value ? new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(value) }
        : ItemOf(type, typeof(IEnumerable<>), 0) is { } item ? new JsonObject { ["type"] = "array", ["items"] = Of(item) }
        : Component(type);

    private static JsonObject? Simple(Type type) =>
        type == typeof(string) ? new JsonObject { ["type"] = "string" }
        : type == typeof(bool) ? new JsonObject { ["type"] = "boolean" }
        : type == typeof(int) || type == typeof(long) ? new JsonObject { ["type"] = "integer" }
        : type == typeof(decimal) ? new JsonObject { ["type"] = "number" }
        : type == typeof(Guid) ? Text("uuid")
        : type == typeof(Uri) ? Text("uri")
        : type == typeof(DateTime) || type == typeof(DateTimeOffset) ? Text("date-time")
        : type == typeof(object) || type == typeof(JsonElement) || type.IsAssignableTo(typeof(JsonNode)) ? []
        : null;

    private static JsonObject Text(string format) => new() { ["type"] = "string", ["format"] = format };

    private static Type? ItemOf(Type type, Type collection, int argument) =>
        type.IsAssignableTo(typeof(IEnumerable))
            ? type.GetInterfaces().Append(type).FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == collection)?.GetGenericArguments()[argument]
            : null;

    private static string NameOf(Type type) => type.IsGenericType
        ? string.Concat(type.GetGenericArguments().Select(NameOf)) + type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]
        : type.Name;

    /// <summary>Whether it is answered as it was sent, with whatever else it held.</summary>
    private static bool IsPushed(Type type) => type.Namespace == typeof(Wire.Commerce.Order).Namespace;

    private static bool IsNullable(JsonPropertyInfo property) => property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null;

    private JsonObject Component(Type type)
    {
        var name = NameOf(type);
        if (!components.TryGetValue(name, out var known))
        {
            // Known before its members are looked at, so that a type may hold itself.
            var schema = new JsonObject();
            components[name] = (type, schema);
            Describe(type, schema);
        }
        else if (known.Type != type)
        {
            throw new InvalidOperationException($"{known.Type} and {type} would both be called {name}.");
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private void Describe(Type type, JsonObject schema)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in Options.GetTypeInfo(type).Properties.Where(property => property.Get is not null))
        {
            properties[property.Name] = DescribeProperty(type, property);
            if (!IsNullable(property) && (property.IsRequired || property.AssociatedParameter is not null))
            {
                required.Add(property.Name);
            }
        }

        schema["type"] = "object";
        if (docs.Of(type) is { } meaning)
        {
            schema["description"] = meaning;
        }

        schema["properties"] = properties;
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        if (IsPushed(type))
        {
            schema["additionalProperties"] = true;
        }
    }

    private JsonObject DescribeProperty(Type type, JsonPropertyInfo property)
    {
        var schema = Of(property.PropertyType);
        var member = property.AttributeProvider as MemberInfo;
        if (docs.Of(type, member?.Name ?? property.Name) is { } meaning)
        {
            schema["description"] = meaning;
        }

        if (member?.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
        {
            schema["enum"] = new JsonArray([.. allowed.Values.Select(value => (JsonNode?)value?.ToString())]);
        }

        // Shops send nulls; elsewhere what has no value is left out.
        if (IsPushed(type) && IsNullable(property) && schema["type"] is { } simple)
        {
            schema["type"] = new JsonArray(simple.DeepClone(), "null");
            (schema["enum"] as JsonArray)?.Add(null);
        }

        return schema;
    }
}
