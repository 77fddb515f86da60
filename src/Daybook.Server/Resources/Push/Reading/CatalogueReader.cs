using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>Reads products, product categories, locations, payment methods, tax components and customers.</summary>
internal static class CatalogueReader
{
    private enum Member
    {
        Id,
        Name,
        CustomerName,
        IsGiftCard,
        Categorization,
        Category,
        ProductCategoryRef,
        Rate,
        CreatedDate,
        ModifiedDate,
        SourceModifiedDate,
    }

    public static void Read(ref JsonCursor json, RecordKind kind, PushReading into)
    {
        var before = json.Given;
        var header = default(Header);
        string? name = null;
        string? category = null;
        string? categoryRef = null;
        var isGiftCard = false;
        decimal? rate = null;
        while (json.NextMember<Member>(out var member))
        {
            switch (member)
            {
                case Member.Id: header.Id = json.Text("id"); break;
                case Member.Name: name = json.Text("name"); break;
                case Member.CustomerName when kind == RecordKind.Customer: name = json.Text("customerName"); break;
                case Member.IsGiftCard when kind == RecordKind.Product: isGiftCard = json.Truth("isGiftCard") ?? false; break;
                case Member.Categorization when kind == RecordKind.Product: category = json.Text("categorization"); break;
                case Member.Category when kind == RecordKind.Product: categoryRef = RefReader.Id(ref json, "category") ?? categoryRef; break;
                case Member.ProductCategoryRef when kind == RecordKind.Product: categoryRef = RefReader.Id(ref json, "productCategoryRef") ?? categoryRef; break;

                // The contract writes a component's rate as a fraction of the net price; the books speak in percent.
                case Member.Rate when kind == RecordKind.TaxComponent: rate = json.Number("rate") * 100; break;
                case Member.CreatedDate: header.Created = json.Moment("createdDate"); break;
                case Member.ModifiedDate: header.Modified = json.Moment("modifiedDate"); break;
                case Member.SourceModifiedDate: header.SourceModified = json.Moment("sourceModifiedDate"); break;
                default: json.Skip(); break;
            }
        }

        var id = header.RequiredId(ref json);
        var item = new CatalogueItem { Id = id, Name = name, IsGiftCard = isGiftCard, Category = categoryRef ?? category, Rate = rate };
        into.Records.Add(header.Record(kind, json.Given == before + 1 ? null : item));
    }
}
