using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Platforms.Tryton;
using Daybook.Syncing;
using Daybook.Testing;
using Shouldly;
using Xunit;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tests.Tryton;

/// <summary>Whatever is lost on the way, each document is there once.</summary>
public sealed class TrytonFaultTests(TrytonServer server) : TrytonTests(server)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whichever_call_is_lost_a_document_is_found_or_sent_again_and_is_there_once(bool answerOnly)
    {
        var order = New.Sale("DB-1", Day, 1000m);
        await WriteAsync(order);
        var documents = new List<Document> { order };
        documents.AddRange(await LoseEachCallAsync(answerOnly, lost => New.Sale($"DB-1-{lost}", Day, 12m)));
        documents.AddRange(await LoseEachCallAsync(answerOnly, lost => New.Money(DocumentKind.Payment, $"DB-2-{lost}", Day, 12m, "Card clearing", order)));
        (await Tryton.BalancesAsync()).ShouldBe(Expected(documents), ignoreOrder: true);
        (await Tryton.Owner.SearchAsync(TrytonId.Move, [Where("state", "=", "draft")], ["state"], Cancel)).ShouldBeEmpty();
        (await ReadAsync(order, "amount_to_pay")).Amount("amount_to_pay").ShouldBe(1000m - documents.Where(document => document.Target == order.Id).Sum(document => document.Total));
    }

    [Fact]
    public async Task What_a_killed_process_left_behind_is_cleared_away_by_looking_for_it()
    {
        await WriteAsync(New.Sale("DB-1", Day, 1m));
        for (var dead = 2; dead <= 5; dead++)
        {
            var sale = New.Sale($"DB-{dead}", Day, 12m);
            Net.Reset(deadFrom: dead);
            (await TryAsync(sale)).ShouldBeOfType<WriteOutcome.Unanswered>();
            Net.Reset();
            var found = await FindAsync(sale);
            (await Tryton.Owner.SearchAsync(TrytonId.Invoice, [Where("state", "=", "draft")], ["state"], Cancel)).ShouldBeEmpty();
            (await Tryton.Owner.SearchAsync(TrytonId.Invoice, [Where("number", "=", sale.Number)], ["state"], Cancel)).Count.ShouldBe(found is null ? 0 : 1);
            await WriteAsync(sale);
        }
    }

    [Fact]
    public async Task Two_processes_that_write_the_same_documents_at_once_write_each_once()
    {
        Document[] documents = [.. Enumerable.Range(1, 6).Select(i => i % 2 == 0 ? New.Sale($"DB-{i}", Day, i) : TrytonDocuments.Journal($"DB-{i}", Day, (Tryton.Account("Bank"), i), (Tryton.Account("Sales"), -i)))];
        using var other = Tryton.NewBooks();
        TrytonBooks[] processes = [Tryton.Books, other];
        foreach (var document in documents)
        {
            var outcomes = await Task.WhenAll(processes.Select(books => Task.Run(() => books.WriteAsync(Tryton.Link, document, _ => null, Cancel), Cancel)));
            outcomes.OfType<WriteOutcome.Rejected>().ShouldBeEmpty();
            (await FindAsync(document)).ShouldBe(outcomes.OfType<WriteOutcome.Accepted>().Select(accepted => accepted.PlatformId).Distinct().ShouldHaveSingleItem());
        }

        (await Tryton.BalancesAsync()).ShouldBe(Expected(documents), ignoreOrder: true);
    }

    [Fact]
    public async Task A_session_that_Tryton_forgot_is_renewed()
    {
        await WriteAsync(New.Sale("DB-1", Day, 1m));
        Net.ForgetsSession = true;
        await WriteAsync(New.Sale("DB-2", Day, 1m));
        Net.ForgetsSession.ShouldBeFalse();
        Tryton.Authorizations.Deauthorized.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_password_that_no_longer_holds_ends_the_connection()
    {
        var users = await Tryton.Owner.SearchAsync("res.user", [Where("login", "=", TrytonCompany.User)], ["login"], Cancel);
        await Tryton.Owner.WriteAsync("res.user", [users[0].Id], new JsonObject { ["password"] = "An0ther-pw-31" }, Cancel);
        using var later = Tryton.NewBooks();
        var rejected = (await later.WriteAsync(Tryton.Link, New.Sale("DB-1", Day, 1m), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>();
        rejected.Refusal.ShouldBe(Refusal.NotAuthorized);
        Tryton.Authorizations.Deauthorized.ShouldContain(Tryton.Link.Connection);
        await Should.ThrowAsync<PlatformNotAuthorizedException>(() => later.ReadChartAsync(Tryton.Link, Cancel));
    }

    [Fact]
    public async Task A_login_is_judged_before_it_is_kept()
    {
        async Task<TrytonWelcome> Try(TrytonLogin login) => await Tryton.Books.SignInAsync(login, Cancel);
        (await Try(Tryton.Login)).ShouldBeOfType<TrytonWelcome.Opened>().Authorization.OrganisationName.ShouldBe("Acme Ltd");
        (await Try(Tryton.Login with { Password = "wrong" })).ShouldBeOfType<TrytonWelcome.Refused>();
        (await Try(Tryton.Login with { Database = "nowhere" })).ShouldBeOfType<TrytonWelcome.Refused>();
        var groups = await Tryton.Owner.SearchAsync("res.group", [Where("name", "=", "Account")], ["name"], Cancel);
        await Tryton.Owner.CreateAsync(
            "res.user", new JsonObject { ["name"] = "Clerk", ["login"] = "clerk", ["password"] = "Pa55w0rd-abc8", ["companies"] = Added(1), ["company"] = 1, ["groups"] = Added(groups[0].Id) }, Cancel);
        (await Try(Tryton.Login with { User = "clerk", Password = "Pa55w0rd-abc8" })).ShouldBeOfType<TrytonWelcome.Refused>().Message.ShouldContain("Account Administration");
        await Should.ThrowAsync<PlatformUnavailableException>(() => Try(Tryton.Login with { Server = new Uri("http://127.0.0.1:9/") }));
        $"{Tryton.Login}".ShouldNotContain(TrytonCompany.Password);
    }

    /// <summary>Delivers a document with its first call lost, another with its second, and so on until all calls come through.</summary>
    private async Task<List<Document>> LoseEachCallAsync(bool answerOnly, Func<int, Document> make)
    {
        var documents = new List<Document>();
        for (var lost = 1; ; lost++)
        {
            var document = make(lost);
            documents.Add(document);
            Net.Reset(lost, answerOnly);
            await DeliverAsync(document);
            var calls = Net.Calls;
            Net.Reset();
            if (calls < lost)
            {
                documents.Count.ShouldBeGreaterThan(4);
                return documents;
            }
        }
    }
}
