using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace Daybook.Server.Reference;

/// <summary>The words that the wire's types are commented with, as markdown.</summary>
internal sealed class WireDocs
{
    private readonly Dictionary<string, XElement> members;

    private WireDocs(IEnumerable<XElement> members) =>
        this.members = members.ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    /// <summary>Reads the comments, which the build writes beside the assembly.</summary>
    public static WireDocs Read(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return new WireDocs(File.Exists(file) ? XDocument.Load(file).Descendants("member") : []);
    }

    /// <summary>What a type means; null where nothing is said.</summary>
    public string? Of(Type type) => Summary("T:" + NameOf(type));

    /// <summary>What a member of a type means: its own words, else those of the parameter that makes it.</summary>
    public string? Of(Type type, string property)
    {
        var parameter = members.GetValueOrDefault("T:" + NameOf(type))?.Elements("param").FirstOrDefault(element => element.Attribute("name")?.Value == property);
        return Summary($"P:{NameOf(type)}.{property}") ?? (parameter is null ? null : Markdown(parameter));
    }

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!;

    private string? Summary(string name)
    {
        if (!members.TryGetValue(name, out var member))
        {
            return null;
        }

        return member.Element("summary") is { } summary ? Markdown(summary)
            : member.Element("inheritdoc")?.Attribute("cref")?.Value is { } other ? Summary(other)
            : null;
    }

    private static string Markdown(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "see" } see => $"`{MemberName(see.Attribute("cref")?.Value ?? "")}`",
                XElement code => $"`{code.Value}`",
                _ => "",
            });
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The name of a member as the wire has it.</summary>
    private static string MemberName(string reference)
    {
        var name = reference[(reference.LastIndexOf('.') + 1)..];
        return reference.StartsWith("P:", StringComparison.Ordinal) ? char.ToLowerInvariant(name[0]) + name[1..] : name;
    }
}
