using System.Text.Json;
using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Storage.Records;

/// <summary>A record with its deferral, if it has one.</summary>
internal sealed record StandingRow
{
    public const string Select =
        "select r.rid as Number, r.kind as Kind, r.payload as Payload, r.created as Created, r.changed as Changed, d.state as State, d.reason as Reason, d.since as Since ";

    public long Number { get; init; }

    public short Kind { get; init; }

    public byte[] Payload { get; init; } = [];

    public long? Created { get; init; }

    public long Changed { get; init; }

    public short? State { get; init; }

    public string? Reason { get; init; }

    public long? Since { get; init; }

    public RecordStanding ToStanding()
    {
        var state = (RecordState)(State ?? (short)RecordState.Booked);
        var since = state is RecordState.SetAside or RecordState.Waiting ? Since : null;
        return new RecordStanding(
            Number, (RecordKind)Kind, IdOf(Payload), state, Reason, Columns.ToInstant(Created), Columns.ToInstant(Changed), Columns.ToInstant(since));
    }

    /// <summary>The source's id stands in the payload alone: nothing but a person's look at a record needs it.</summary>
    private static string IdOf(ReadOnlySpan<byte> payload)
    {
        var json = new Utf8JsonReader(payload);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isId = json.ValueTextEquals("id"u8);
            json.Read();
            if (isId)
            {
                return json.GetString() ?? "";
            }

            json.Skip();
        }

        return "";
    }
}
