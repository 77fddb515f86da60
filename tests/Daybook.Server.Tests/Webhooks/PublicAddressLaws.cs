using System.Net;
using Daybook.Server.Webhooks;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Webhooks;

public sealed class PublicAddressLaws
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    public void Addresses_of_a_network_of_one_s_own_are_not_public(string address) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    [InlineData("::ffff:93.184.216.34")]
    public void Addresses_of_the_internet_are(string address) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("http://127.0.0.1:1/hook")]
    [InlineData("http://localhost:1/hook")]
    [InlineData("http://[::1]:1/hook")]
    public async Task Nothing_is_sent_to_them_whatever_they_are_called(string url)
    {
        using var sender = new WebhookSender(mayReachPrivate: false);
        var answer = await sender.PostAsync(new Uri(url), [], [], default);
        answer.Status.ShouldBeNull();
        answer.Error!.ShouldContain("private network");
    }

    [Fact]
    public void Gaps_grow_from_seconds_to_hours_and_differ_between_subscribers()
    {
        var (one, other) = (Guid.Parse("11111111-2222-3333-4444-555555555555"), Guid.Parse("99999999-8888-7777-6666-555555555544"));
        var gaps = Enumerable.Range(1, 12).Select(attempt => RetryGaps.After(attempt, one)).ToList();
        gaps[0].TotalSeconds.ShouldBeInRange(4, 6);
        gaps[8].TotalHours.ShouldBeInRange(6.4, 9.6);
        gaps.Take(9).ShouldBe(gaps.Take(9).Order());
        gaps.ShouldNotBe(Enumerable.Range(1, 12).Select(attempt => RetryGaps.After(attempt, other)).ToList());
    }
}
