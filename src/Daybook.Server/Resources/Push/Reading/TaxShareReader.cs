using Daybook.Bookkeeping;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>Reads the tax components of a line or charge.</summary>
internal static class TaxShareReader
{
    private enum Member
    {
        TaxComponentRef,
        Rate,
    }

    public static IReadOnlyList<TaxShare> Read(ref JsonCursor json)
    {
        if (!json.EnterArray("taxes"))
        {
            return [];
        }

        var taxes = new List<TaxShare>(2);
        while (json.NextItem())
        {
            string? component = null;
            decimal? rate = null;
            while (json.NextMember<Member>(out var member))
            {
                if (member == Member.Rate)
                {
                    rate = json.Number("rate");
                }
                else
                {
                    component = RefReader.Id(ref json, "taxComponentRef");
                }
            }

            if (component is not null)
            {
                taxes.Add(new TaxShare(component, rate));
            }
        }

        // Sources write the share's rate as a rate or as an amount of tax; the proportion is the same either way,
        // but not beside a component whose own rate would have to stand in. So: all of them, or none.
        return taxes.TrueForAll(share => share.Rate is not null) ? taxes : taxes.ConvertAll(share => share with { Rate = null });
    }
}
