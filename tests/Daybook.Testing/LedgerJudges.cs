using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Daybook.Testing;

/// <summary>The balances of accounts by currency, those of zero left out. Debit is positive.</summary>
public sealed class Balances : SortedDictionary<(string Account, string Currency), decimal>
{
    public void Add(string account, string currency, decimal amount)
    {
        var sum = this.GetValueOrDefault((account, currency)) + amount;
        if (sum == 0)
        {
            Remove((account, currency));
        }
        else
        {
            this[(account, currency)] = sum;
        }
    }

    /// <summary>The balances that the other does not have, or has otherwise.</summary>
    public Balances Except(Balances other)
    {
        var rest = new Balances();
        foreach (var (key, amount) in this)
        {
            if (other.GetValueOrDefault(key) != amount)
            {
                rest.Add(key, amount);
            }
        }

        return rest;
    }

    public override string ToString() => string.Join('\n', this.Select(line => $"{line.Key.Account}  {line.Value / 1.0000000000m} {line.Key.Currency}"));
}

/// <summary>A judge refuses the books, disagrees with another, or is not installed.</summary>
public sealed class JudgementException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>hledger, Ledger and Beancount as strict judges of the same books.</summary>
public static class LedgerJudges
{
    /// <summary>Has all three check the books, and compares what they say of every account.</summary>
    /// <param name="journal">The journal that hledger and Ledger read.</param>
    /// <param name="beancount">The same books in Beancount's language, with the accounts' names in the journal as metadata <c>name</c> of each <c>open</c>.</param>
    /// <param name="cancellationToken">Kills the judge that is at work.</param>
    /// <returns>The balances that all agree on.</returns>
    /// <exception cref="JudgementException">A judge refuses, or two disagree.</exception>
    public static async Task<Balances> AgreeAsync(string journal, string beancount, CancellationToken cancellationToken)
    {
        var hledger = await HledgerAsync(journal, cancellationToken);
        Compare("Ledger", await LedgerAsync(journal, cancellationToken), hledger);
        Compare("Beancount", await BeancountAsync(beancount, cancellationToken), hledger);
        return hledger;
    }

    /// <summary>hledger's strict check: everything balances, and every account and currency is declared.</summary>
    public static async Task<Balances> HledgerAsync(string journal, CancellationToken cancellationToken)
    {
        await RunAsync("hledger", ["-f", journal, "check", "--strict"], cancellationToken);
        var balances = new Balances();
        var table = await RunAsync("hledger", ["-f", journal, "bal", "--flat", "-N", "-O", "csv"], cancellationToken);
        foreach (var row in Rows(table).Skip(1))
        {
            var cells = row.Trim('"').Split("\",\"");
            foreach (var amount in cells[1].Split(", "))
            {
                Add(balances, cells[0], amount);
            }
        }

        return balances;
    }

    /// <summary>Ledger's pedantic check: an undeclared account, currency or tag is an error.</summary>
    public static async Task<Balances> LedgerAsync(string journal, CancellationToken cancellationToken)
    {
        var balances = new Balances();
        var table = await RunAsync(
            "ledger",
            ["--args-only", "--pedantic", "-f", journal, "bal", "--flat", "--no-total", "--format", "%(account)|%(scrub(display_amount))\n"],
            cancellationToken);
        var account = "";
        foreach (var row in Rows(table))
        {
            // An account with several currencies goes on over several lines.
            var bar = row.IndexOf('|', StringComparison.Ordinal);
            account = bar < 0 ? account : row[..bar];
            Add(balances, account, row[(bar + 1)..]);
        }

        return balances;
    }

    /// <summary>bean-check with its cache off. The balances go by the accounts' names in the journal.</summary>
    public static async Task<Balances> BeancountAsync(string beancount, CancellationToken cancellationToken)
    {
        await RunAsync("bean-check", ["-C", beancount], cancellationToken);
        var names = await NamesAsync(beancount, cancellationToken);
        var balances = new Balances();

        // A bare number would be cut to the places that most numbers of the column have.
        var table = await RunAsync(
            "bean-query", ["-f", "csv", beancount, "SELECT account, currency, str(sum(number)) AS b GROUP BY account, currency"], cancellationToken);
        foreach (var row in Rows(table).Skip(1))
        {
            var cells = row.Split(',', StringSplitOptions.TrimEntries);
            balances.Add(names[cells[0]], cells[1], decimal.Parse(cells[2]["Decimal('".Length..^"')".Length], NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        return balances;
    }

    private static void Compare(string judge, Balances told, Balances hledger)
    {
        if (!told.SequenceEqual(hledger))
        {
            throw new JudgementException($"{judge} says\n{told.Except(hledger)}\n\nbut hledger says\n{hledger.Except(told)}");
        }
    }

    private static void Add(Balances balances, string account, string amount)
    {
        if (amount.Trim().Split(' ') is [var number, var currency])
        {
            balances.Add(account, currency, decimal.Parse(number, CultureInfo.InvariantCulture));
        }
    }

    private static async Task<Dictionary<string, string>> NamesAsync(string beancount, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>();
        var last = "";
        await foreach (var line in File.ReadLinesAsync(beancount, cancellationToken))
        {
            if (line.Split(' ') is [_, "open", var account, ..])
            {
                last = account;
            }
            else if (line.StartsWith("  name: \"", StringComparison.Ordinal))
            {
                names.Add(last, line["  name: \"".Length..^1]);
            }
        }

        return names;
    }

    private static string[] Rows(string table) => table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static async Task<string> RunAsync(string judge, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(judge, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            using var process = Process.Start(start)!;
            await using var killed = cancellationToken.Register(() => process.Kill());
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? output : throw new JudgementException($"{judge} refuses the books:\n{await errors}\n{output}");
        }
        catch (Win32Exception missing)
        {
            throw new JudgementException($"{judge} is not installed: apt-get install hledger ledger beancount", missing);
        }
    }
}
