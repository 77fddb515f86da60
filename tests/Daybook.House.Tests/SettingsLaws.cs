using Shouldly;
using Xunit;

namespace Daybook.House.Tests;

public sealed class SettingsLaws
{
    private static readonly HouseFile Planted = new("src/A.cs", """
        /// <summary>How much. <c>DAYBOOK_MUCH</c>, default 3; see <see cref="More"/>.</summary>
        public int Much { get; init; } = 3;

        /// <summary>Not for operators.</summary>
        public bool Inner { get; init; }

        Given("DAYBOOK_MUCH"); Given("DAYBOOK_SECRET_SETTING");
        """);

    [Fact]
    public void The_reference_of_settings_is_what_the_options_say_of_themselves()
    {
        var page = SettingsTable.Of(House.File(SettingsTable.Source));
        House.File(SettingsTable.Page).Text.ShouldBe(page, $"Write this into {SettingsTable.Page}.");
        SettingsTable.Of(Planted).ShouldContain("| `DAYBOOK_MUCH` | How much. `DAYBOOK_MUCH`, default 3; see More. |");
        SettingsTable.Of(Planted).ShouldNotContain("operators.");
    }

    [Fact]
    public void No_variable_is_read_that_the_reference_does_not_name()
    {
        SettingsTable.Untold(House.File(SettingsTable.Source)).ShouldBeEmpty();
        SettingsTable.Untold(Planted).ShouldBe(["DAYBOOK_SECRET_SETTING"]);
    }
}
