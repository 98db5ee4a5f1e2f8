using Laksana.Services;
using Xunit;

namespace Laksana.Tests.Services;

public sealed class TrackingNumberTests
{
    [Fact]
    public void a_number_is_read_as_people_type_it()
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var number = TrackingNumber.New();
            Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){5}$", number.Text);
            foreach (var typed in new[] { number.Text, number.Text.ToLowerInvariant(), number.Text.Replace("-", "", StringComparison.Ordinal), " " + number.Text.Replace('-', ' ') + " ", number.Text.Replace('0', 'O').Replace('1', 'l') })
                Assert.Equal(number.Hash(), TrackingNumber.Parse(typed)!.Hash());
        }
    }

    [Fact]
    public void every_single_slip_and_every_exchange_of_two_letters_is_found()
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var letters = TrackingNumber.New().Text.Replace("-", "", StringComparison.Ordinal);
        for (var place = 0; place < letters.Length; place++)
        {
            foreach (var wrong in alphabet.Where(c => c != letters[place]))
                Assert.Null(TrackingNumber.Parse(letters.Remove(place, 1).Insert(place, wrong.ToString())));
            for (var other = place + 1; other < letters.Length; other++)
            {
                var swapped = letters.ToCharArray();
                (swapped[place], swapped[other]) = (swapped[other], swapped[place]);
                if (letters[place] != letters[other]) Assert.Null(TrackingNumber.Parse(new string(swapped)));
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7KQM")]
    [InlineData("UUUU-UUUU-UUUU-UUUU-UUUU-UUUU")]
    [InlineData("' or 1=1 --")]
    [InlineData("7KQM-3XPA-9RTB-V2HC-6WZN-4DEF-7KQM-3XPA-9RTB-V2HC-6WZN-4DEF-7KQM-3XPA-9RTB-V2HC-6WZN-4DEF")]
    [InlineData("\0\u202e😀")]
    public void what_is_no_number_is_none(string? typed) => Assert.Null(TrackingNumber.Parse(typed));

    [Fact]
    public void the_same_secret_has_the_same_number_and_another_has_another()
    {
        byte[] secret = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        Assert.Equal(TrackingNumber.Of(secret).Text, TrackingNumber.Of(secret).Text);
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => TrackingNumber.New().Text).Distinct(StringComparer.Ordinal).Count());
        secret[15]++;
        Assert.NotEqual(TrackingNumber.Of([.. Enumerable.Range(0, 16).Select(i => (byte)i)]).Text, TrackingNumber.Of(secret).Text);
        Assert.DoesNotContain(TrackingNumber.Of(secret).Text, $"{TrackingNumber.Of(secret)}", StringComparison.Ordinal);
    }
}
