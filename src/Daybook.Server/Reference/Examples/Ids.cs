namespace Daybook.Server.Reference.Examples;

/// <summary>The ids that the examples share, so that they tell one story.</summary>
internal static class Ids
{
    public static readonly Guid Company = new("b4c1a0de-55f2-4b7c-9a55-0d8c4c1f6a10");
    public static readonly Guid Commerce = new("2e9d2c44-f675-40ba-8049-353bfcb5e171");
    public static readonly Guid Books = new("8a210b68-1dc4-4f0e-a7be-0e6a2f3c5d22");
    public static readonly Guid Integration = new("6f1c3e57-7d53-4e1c-8a3b-52f0a4b0c9d1");
    public static readonly Guid Source = new("35b92968-9851-4095-ad60-395c95cbcba4");
    public static readonly Guid Dataset = new("5d1b7b0a-6f0e-4df1-8e0b-3f0f8c1f2a77");
    public static readonly Guid Sync = new("95a494d1-924f-4427-9844-fdef79b5734b");
    public static readonly Guid Document = new("12887f0e-54c6-4dd7-8d3e-5c8f1c5c6d01");
    public static readonly DateTime Morning = new(2026, 11, 20, 8, 0, 0, DateTimeKind.Utc);
}
