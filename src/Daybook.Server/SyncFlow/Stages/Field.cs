using Daybook.Server.SyncFlow.Desk;

namespace Daybook.Server.SyncFlow.Stages;

/// <summary>Something that a merchant chooses.</summary>
/// <param name="Name">Its place in the configuration object, such as <c>sales.accounts.refund</c>: what is wrong with it is told by this name.</param>
/// <param name="Label">What the merchant sees.</param>
/// <param name="Hint">What it means; empty: nothing.</param>
public abstract record Field(string Name, string Label, string Hint)
{
    /// <summary>What is wrong with it, in the merchant's words; null: nothing.</summary>
    public string? Error { get; init; }

    /// <summary>Whether most merchants need not see it.</summary>
    public bool IsRare { get; init; }

    /// <summary>Its id in the page.</summary>
    public string Id => "f-" + string.Concat(Name.Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '-'));
}

/// <summary>A choice from a list.</summary>
/// <param name="Name">As for every field.</param>
/// <param name="Label">As for every field.</param>
/// <param name="Hint">As for every field.</param>
/// <param name="IsRequired">Whether the stage can't be left without it.</param>
/// <param name="Selected">The id of what is chosen; null: nothing.</param>
/// <param name="Groups">What there is to choose from.</param>
public sealed record SelectField(string Name, string Label, string Hint, bool IsRequired, string? Selected, IReadOnlyList<OptionGroup> Groups)
    : Field(Name, Label, Hint)
{
    /// <summary>Whether something must stay chosen: there is no empty line.</summary>
    public bool IsSettled { get; init; }

    /// <summary>Makes what is missing from the list; null: it can't be made here.</summary>
    public MakeEntry? Make { get; init; }

    /// <summary>What is made, as the key of its words: account, customer or supplier.</summary>
    public string Makes { get; init; } = "account";
}

/// <summary>Yes or no.</summary>
public sealed record SwitchField(string Name, string Label, string Hint, bool IsOn) : Field(Name, Label, Hint);

/// <summary>One of a few, each explained.</summary>
public sealed record RadioField(string Name, string Label, string Hint, string Selected, IReadOnlyList<RadioOption> Options) : Field(Name, Label, Hint)
{
    /// <summary>Whether it can't be changed any more.</summary>
    public bool IsFixed { get; init; }
}

/// <summary>A date as browsers write it, 2026-11-20.</summary>
public sealed record DateField(string Name, string Label, string Hint, string Value) : Field(Name, Label, Hint);

/// <summary>Options that belong together.</summary>
/// <param name="Label">What they have in common; empty: they stand alone.</param>
/// <param name="Options">Ids and names.</param>
public sealed record OptionGroup(string Label, IReadOnlyList<(string Id, string Name)> Options);

/// <summary>One of a few.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Label">What the merchant sees.</param>
/// <param name="Hint">What it means.</param>
/// <param name="Picture">The name of the drawing that shows it; null: none.</param>
public sealed record RadioOption(string Value, string Label, string Hint, string? Picture = null);

/// <summary>Fields under one heading.</summary>
public sealed record FieldSection(string Title, string Description, IReadOnlyList<Field> Fields);
