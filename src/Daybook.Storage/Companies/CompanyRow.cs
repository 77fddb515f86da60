using Daybook.Syncing;

namespace Daybook.Storage.Companies;

internal sealed record CompanyRow
{
    public const string Fields = "select number as Number, id as Id, name as Name, description as Description, created as Created, tags as Tags";
    public const string Select = Fields + " from company ";

    public int Number { get; init; }

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public long Created { get; init; }

    public string Tags { get; init; } = "";

    public static CompanyRow Of(Company company) => new()
    {
        Number = company.Number,
        Id = Columns.ToText(company.Id),
        Name = company.Name,
        Description = company.Description,
        Created = Columns.ToTicks(company.CreatedAt),
        Tags = Columns.ToJson(company.Tags),
    };

    public Company ToCompany() => new()
    {
        Number = Number,
        Id = Columns.ToId(Id),
        Name = Name,
        Description = Description,
        CreatedAt = Columns.ToInstant(Created),
        Tags = Columns.FromJson<Dictionary<string, string>>(Tags),
    };
}
