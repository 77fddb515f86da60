using Daybook.Bookkeeping;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>Reads transactions.</summary>
internal static class TransactionReader
{
    private enum Member
    {
        Id,
        Type,
        SubType,
        TotalAmount,
        Currency,
        TransactionSourceRef,
        CreatedDate,
        ModifiedDate,
        SourceModifiedDate,
    }

    private enum SourceMember
    {
        Id,
        Type,
    }

    /// <summary>The contract's transaction types.</summary>
    private enum WireType
    {
        Unknown,
        Payment,
        Refund,
        Payout,
        FailedPayout,
        Transfer,
        PaymentFee,
        PaymentFeeRefund,
    }

    /// <param name="json">At a transaction.</param>
    /// <param name="payoutsAreMagnitudes">Whether payouts come without the sign of a change of balance.</param>
    /// <param name="into">Receives the transaction, or its deletions.</param>
    public static void Read(ref JsonCursor json, bool payoutsAreMagnitudes, PushReading into)
    {
        var before = json.Given;
        var header = default(Header);
        WireType? type = null;
        string? subType = null;
        decimal amount = 0;
        Currency? currency = null;
        TransactionSource? source = null;
        while (json.NextMember<Member>(out var member))
        {
            switch (member)
            {
                case Member.Id: header.Id = json.Text("id"); break;
                case Member.Type: type = json.OneOf<WireType>("type"); break;
                case Member.SubType: subType = json.Text("subType"); break;
                case Member.TotalAmount: amount = json.Number("totalAmount") ?? 0; break;
                case Member.Currency: currency = CurrencyReader.Read(ref json); break;
                case Member.TransactionSourceRef: source = Source(ref json); break;
                case Member.CreatedDate: header.Created = json.Moment("createdDate"); break;
                case Member.ModifiedDate: header.Modified = json.Moment("modifiedDate"); break;
                case Member.SourceModifiedDate: header.SourceModified = json.Moment("sourceModifiedDate"); break;
            }
        }

        var id = header.RequiredId(ref json);
        if (json.Given == before + (type is null ? 1 : 2))
        {
            Delete(header, type, into);
            return;
        }

        var kind = KindOf(type ?? WireType.Unknown);
        var transaction = new Transaction
        {
            Id = id,
            Kind = kind,
            SubType = subType,
            Amount = payoutsAreMagnitudes && kind is RecordKind.Payout or RecordKind.FailedPayout ? -amount : amount,
            Currency = currency,
            Source = source,
            CreatedAt = header.Created,
        };
        into.Records.Add(header.Record(kind, transaction, LinkOf(kind, source)));
        into.Remark(id, Bookable.Reason(transaction), Bookable.Warning(transaction));
    }

    /// <summary>Without a type every transaction of the id goes: the source knows it by nothing else.</summary>
    private static void Delete(Header header, WireType? type, PushReading into)
    {
        foreach (var kind in type is { } one ? [KindOf(one)] : RecordKinds.OfTransactions)
        {
            into.Records.Add(header.Record(kind, null));
        }
    }

    private static TransactionSource? Source(ref JsonCursor json)
    {
        if (!json.EnterObject("transactionSourceRef"))
        {
            return null;
        }

        string? id = null;
        var type = TransactionSourceType.Unknown;
        while (json.NextMember<SourceMember>(out var member))
        {
            if (member == SourceMember.Id)
            {
                id = json.Text("id");
            }
            else
            {
                type = json.OneOf<TransactionSourceType>("type") ?? type;
            }
        }

        return string.IsNullOrEmpty(id) ? null : new TransactionSource(id, type);
    }

    private static string? LinkOf(RecordKind kind, TransactionSource? source) => source switch
    {
        { Type: TransactionSourceType.Order or TransactionSourceType.Unknown } when kind.IsTie() => source.Id,
        { Type: TransactionSourceType.Payment } when kind.IsFee() => source.Id,
        _ => null,
    };

    private static RecordKind KindOf(WireType type) => type switch
    {
        WireType.Payment => RecordKind.PaymentTransaction,
        WireType.Refund => RecordKind.RefundTransaction,
        WireType.Payout => RecordKind.Payout,
        WireType.FailedPayout => RecordKind.FailedPayout,
        WireType.Transfer => RecordKind.Transfer,
        WireType.PaymentFee => RecordKind.PaymentFee,
        WireType.PaymentFeeRefund => RecordKind.PaymentFeeRefund,
        _ => RecordKind.UnknownTransaction,
    };
}
