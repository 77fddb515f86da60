using System.Text;

namespace Daybook.Platforms.PlainText;

/// <summary>The accounts' names as Beancount wants them: parts of letters, digits and hyphens that begin with a capital or a digit.</summary>
internal sealed class BeancountNames
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <param name="accounts">In the order of creation, so that an account keeps its name when others follow.</param>
    public BeancountNames(IEnumerable<string> accounts)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var account in accounts)
        {
            var name = Translate(account);
            var unique = name;
            for (var next = 2; !used.Add(unique); next++)
            {
                unique = $"{name}-{next}";
            }

            names.Add(account, unique);
        }
    }

    public string this[string account] => names[account];

    private static string Translate(string account) => string.Join(':', account.Split(':').Select(TranslatePart));

    private static string TranslatePart(string part)
    {
        var name = new StringBuilder();
        foreach (var sign in part)
        {
            name.Append(char.IsLetter(sign) || char.IsAsciiDigit(sign) ? sign : '-');
        }

        name[0] = char.ToUpperInvariant(name[0]);

        // Scripts without capitals.
        return char.IsUpper(name[0]) || char.IsAsciiDigit(name[0]) ? name.ToString() : $"X-{name}";
    }
}
