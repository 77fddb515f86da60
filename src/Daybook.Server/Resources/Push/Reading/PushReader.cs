using Daybook.Server.Requests;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Daybook.Bookkeeping;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>Reads the body of a push in one pass: all of it is right, or nothing is taken.</summary>
internal static class PushReader
{
    /// <summary>Reads a body.</summary>
    /// <param name="body">JSON in UTF-8; the records' payloads are slices of it.</param>
    /// <param name="type">What the body is to hold.</param>
    /// <param name="payoutsAreMagnitudes">Whether payouts come without the sign of a change of balance.</param>
    /// <param name="refusal">What is wrong with the body, naming element and field; null where it was read.</param>
    /// <returns>The records; null where the body is refused.</returns>
    public static PushReading? Read(ReadOnlyMemory<byte> body, DataType type, bool payoutsAreMagnitudes, out string? refusal)
    {
        refusal = null;
        if (!Utf8.IsValid(body.Span))
        {
            refusal = "The body is not valid UTF-8.";
            return null;
        }

        var json = new JsonCursor(body.Span);
        try
        {
            var reading = new PushReading();
            ReadBody(ref json, body, type, payoutsAreMagnitudes, reading);
            return reading;
        }
        catch (FieldException fault)
        {
            refusal = fault.Message;
        }
        catch (JsonException fault)
        {
            refusal = $"{json.Place}: the JSON is malformed. {fault.Message}";
        }

        return null;
    }

    private static void ReadBody(ref JsonCursor json, ReadOnlyMemory<byte> body, DataType type, bool payoutsAreMagnitudes, PushReading into)
    {
        var found = false;
        json.EnterBody();
        while (json.NextMember(type.Member))
        {
            found = true;
            if (json.EnterArray(type.Member))
            {
                while (json.NextItem())
                {
                    into.Sent++;
                    ReadElement(ref json, body, type, payoutsAreMagnitudes, into);
                }
            }
        }

        json.LeaveBody();
        if (!found)
        {
            throw new FieldException($"{type.Member}: the body must have this member, an array of the records to store.");
        }
    }

    private static void ReadElement(ref JsonCursor json, ReadOnlyMemory<byte> body, DataType type, bool payoutsAreMagnitudes, PushReading into)
    {
        var start = json.Start;
        var first = into.Records.Count;
        switch (type.Kind)
        {
            case RecordKind.Order:
                OrderReader.Read(ref json, into);
                break;
            case RecordKind.Payment:
                PaymentReader.Read(ref json, into);
                break;
            case RecordKind.UnknownTransaction:
                TransactionReader.Read(ref json, payoutsAreMagnitudes, into);
                break;
            default:
                CatalogueReader.Read(ref json, type.Kind, into);
                break;
        }

        var payload = body[start..json.End];
        foreach (ref var record in CollectionsMarshal.AsSpan(into.Records)[first..])
        {
            record = record with { Payload = payload };
        }
    }
}
