using System.Text;
using Daybook.Bookkeeping;

namespace Daybook.Storage.Records.Projections;

internal static class MoneyLayout
{
    private const byte HasCurrency = 1;
    private const byte HasCreated = 2;
    private const byte HasSubType = 4;
    private const byte HasSource = 8;

    public static void Write(PackWriter target, Payment payment)
    {
        target.Add((byte)((payment.Currency is null ? 0 : HasCurrency) | (payment.CreatedAt is null ? 0 : HasCreated)));
        target.Add(payment.Id);
        target.Add(payment.Amount);
        target.Add(payment.Type.Key);
        target.Add((byte)payment.Status);
        Write(target, payment.Currency);
        Optional.Write(target, payment.CreatedAt);
    }

    public static Payment ReadPayment(ref PackReader source)
    {
        var flags = source.Byte();
        return new Payment
        {
            Id = source.Text(),
            Amount = source.Decimal(),
            Type = source.PaymentType(),
            Status = (PaymentStatus)source.Byte(),
            Currency = (flags & HasCurrency) == 0 ? null : source.Currency(),
            CreatedAt = (flags & HasCreated) == 0 ? null : source.Instant(),
        };
    }

    public static void Write(PackWriter target, Transaction transaction)
    {
        target.Add((byte)(
            (transaction.Currency is null ? 0 : HasCurrency) | (transaction.CreatedAt is null ? 0 : HasCreated)
            | (transaction.SubType is null ? 0 : HasSubType) | (transaction.Source is null ? 0 : HasSource)));
        target.Add(transaction.Id);
        target.Add((byte)transaction.Kind);
        target.Add(transaction.Amount);
        Write(target, transaction.Currency);
        Optional.Write(target, transaction.CreatedAt);
        Optional.Write(target, transaction.SubType);
        if (transaction.Source is { } source)
        {
            target.Add(source.Id);
            target.Add((byte)source.Type);
        }
    }

    public static Transaction ReadTransaction(ref PackReader source)
    {
        var flags = source.Byte();
        return new Transaction
        {
            Id = source.Text(),
            Kind = (RecordKind)source.Byte(),
            Amount = source.Decimal(),
            Currency = (flags & HasCurrency) == 0 ? null : source.Currency(),
            CreatedAt = (flags & HasCreated) == 0 ? null : source.Instant(),
            SubType = (flags & HasSubType) == 0 ? null : source.Text(),
            Source = (flags & HasSource) == 0 ? null : new TransactionSource(source.Text(), (TransactionSourceType)source.Byte()),
        };
    }

    public static void Write(PackWriter target, Currency? currency)
    {
        if (currency is not { Code: var code })
        {
            return;
        }

        Span<byte> ascii = stackalloc byte[3];
        Encoding.ASCII.GetBytes(code, ascii);
        target.Add(ascii[0]);
        target.Add(ascii[1]);
        target.Add(ascii[2]);
    }
}
