using Daybook.Bookkeeping;
using Daybook.Platforms.Tryton;
using Daybook.Syncing;
using Daybook.Testing;
using NodaTime;
using Xunit;
using static Daybook.Platforms.Tryton.TrytonJson;

[assembly: AssemblyFixture(typeof(TrytonServer))]

namespace Daybook.Platforms.Tests.Tryton;

/// <summary>What every platform promises, by a real Tryton.</summary>
public abstract class TrytonCompliance(TrytonServer server) : PlatformCompliance, IAsyncLifetime
{
    private TrytonFixture? fixture;

    private protected TrytonFixture Tryton => fixture!;

    protected override IAccountingPlatform Platform => Tryton.Books;

    protected override PlatformLink Link => Tryton.Link;

    protected override int RacedNumbers => 8;

    public async ValueTask InitializeAsync() => fixture = await TrytonFixture.StartAsync(server, GetType().Name);

    public async ValueTask DisposeAsync()
    {
        await Tryton.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override async Task<string> ArchiveAnAccountAsync()
    {
        await Tryton.ArchiveAsync("Sales");
        return Tryton.Account("Sales");
    }

    protected override string NameOf(string account) => account == Tryton.Account("Sales") ? "'Sales' (4000)" : account;

    protected override Task CloseUpToAsync(LocalDate day) => Tryton.CloseUpToAsync(day);
}

/// <summary>With sales written as invoices.</summary>
public sealed class TrytonInvoiceComplianceTests(TrytonServer server) : TrytonCompliance(server)
{
    protected override Document NewDocument(string number = "DB-20261120-1", decimal amount = 12m) => new TrytonDocuments(Tryton).Sale(number, Day, amount);

    /// <summary>Without the credit notes by which Tryton takes invoices back: these have no reference of ours.</summary>
    protected override async Task<IReadOnlyList<string>> ReadNumbersAsync() =>
        [.. (await Tryton.Owner.SearchAsync(TrytonId.Invoice, [Where("state", "in", Texts("posted", "paid")), Where("reference", "!=", null)], ["number"], Cancel)).Select(invoice => invoice.Text("number")!)];
}

/// <summary>With journal entries.</summary>
public sealed class TrytonJournalComplianceTests(TrytonServer server) : TrytonCompliance(server)
{
    protected override Document NewDocument(string number = "DB-20261120-1", decimal amount = 12m) =>
        TrytonDocuments.Journal(number, Day, (Tryton.Account("Card clearing"), amount), (Tryton.Account("Sales"), -amount));

    protected override async Task<IReadOnlyList<string>> ReadNumbersAsync()
    {
        var moves = await Tryton.Owner.SearchAsync(TrytonId.Move, [Where("state", "=", "posted")], ["description", "origin"], Cancel);
        var reversed = moves.Where(move => move.Text("origin") is not null).Select(move => move.Text("origin")!).ToHashSet();
        return [.. moves.Where(move => move.Text("origin") is null && !reversed.Contains($"{TrytonId.Move},{move.Id}")).Select(move => move.Text("description")!.Split('.')[0])];
    }
}
