using Shouldly;
using Xunit;
using static Daybook.House.Tests.HouseRules;

namespace Daybook.House.Tests;

/// <summary>Each rule is tried on the house, and beside it on a planted violation.</summary>
public sealed class HouseLaws
{
    [Fact]
    public void A_room_knows_only_the_rooms_that_it_may()
    {
        ForbiddenReferences(House.Files("src", ".csproj")).ShouldBeEmpty();
        ForbiddenReferences(
        [
            Planted("src/Daybook.Wire/Daybook.Wire.csproj", "<ProjectReference Include=\"../Daybook.Bookkeeping/Daybook.Bookkeeping.csproj\" />"),
            Planted("src/Daybook.Storage/Daybook.Storage.csproj", "<ProjectReference Include=\"../Daybook.Server/Daybook.Server.csproj\" />"),
            Planted("src/Daybook.New/Daybook.New.csproj", "<ProjectReference Include=\"../Daybook.Wire/Daybook.Wire.csproj\" />"),
        ]).ShouldBe(["Daybook.Wire must not know Daybook.Bookkeeping", "Daybook.Storage must not know Daybook.Server", "Daybook.New must not know Daybook.Wire"]);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = House.File("Daybook.slnx");
        ForgottenProjects(solution, House.AllFiles(".csproj")).ShouldBeEmpty();
        ForgottenProjects(solution, [Planted("src/Daybook.New/Daybook.New.csproj", "")]).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_file_has_at_most_400_lines_and_the_front_page_150()
    {
        TooLong(House.AllFiles(".cs", ".sql", ".md")).ShouldBeEmpty();
        TooLong([House.File("README.md")], 150).ShouldBeEmpty();
        TooLong([Planted("src/Long.cs", LinesOf(401)), Planted("src/Short.cs", LinesOf(400))]).ShouldBe(["src/Long.cs has 401 lines"]);
    }

    [Theory]
    [InlineData("public sealed class OrderService", true)]
    [InlineData("internal static class JsonHelper", true)]
    [InlineData("public readonly record struct SyncInfo(int Number);", true)]
    [InlineData("internal interface IStoreBase", true)]
    [InlineData("/// <summary>The class OrderManager is no more.</summary>", false)]
    [InlineData("public sealed record ServiceCharge", false)]
    public void A_planted_name_that_says_nothing_is_found(string line, bool isFound) =>
        EmptyNames([Planted("src/A.cs", line)]).Any().ShouldBe(isFound);

    [Fact]
    public void No_type_has_a_name_that_says_nothing() => EmptyNames(House.AllFiles(".cs").Where(IsNotThisFile)).ShouldBeEmpty();

    [Fact]
    public void The_kernel_counts_in_decimals_alone()
    {
        InexactNumbers(House.Files("src/Daybook.Bookkeeping", ".cs")).ShouldBeEmpty();
        InexactNumbers([Planted("src/A.cs", "/// <summary>A double entry.</summary>\nvar rate = (double)amount;\nfloat x;\nvar y = \"double\";")]).ShouldBe(["src/A.cs:2", "src/A.cs:3"]);
    }

    [Theory]
    [InlineData("src/Daybook.Wire")]
    [InlineData("src/Daybook.Bookkeeping")]
    public void Every_public_type_says_what_it_means(string room) => Undocumented(House.Files(room, ".cs")).ShouldBeEmpty();

    [Theory]
    [InlineData("public sealed record Silent(int Amount);", true)]
    [InlineData("/// <param name=\"Amount\">In pence.</param>\npublic sealed record Silent(int Amount);", true)]
    [InlineData("/// <summary>What it means.</summary>\n[Flags]\npublic enum Told", false)]
    [InlineData("internal sealed class Hidden", false)]
    public void A_planted_type_without_a_word_is_found(string text, bool isFound) => Undocumented([Planted("src/A.cs", text)]).Any().ShouldBe(isFound);

    [Fact]
    public void Nothing_is_left_for_later()
    {
        Unfinished(House.AllFiles(".cs", ".md", ".sql", ".csproj").Where(IsNotThisFile)).ShouldBeEmpty();
        Unfinished([Planted("src/A.cs", "// TODO: later\nvar todo = 1;\n// FIXME")]).ShouldBe(["src/A.cs:1", "src/A.cs:3"]);
    }

    private static HouseFile Planted(string path, string text) => new(path, text);

    private static string LinesOf(int count) => string.Concat(Enumerable.Repeat("\n", count));

    /// <summary>This file is full of violations.</summary>
    private static bool IsNotThisFile(HouseFile file) => file.Name != nameof(HouseLaws);
}
