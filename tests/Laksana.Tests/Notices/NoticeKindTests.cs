using System.Globalization;
using System.Xml.Linq;
using Laksana.Notices;
using Laksana.Tests.House;
using Xunit;

namespace Laksana.Tests.Notices;

public sealed class NoticeKindTests
{
    /// <summary>A line that the bell can show but that has no words for outside would break the letter that carries it.</summary>
    [Fact]
    public void every_kind_of_line_can_be_chosen_and_has_words_for_outside()
    {
        var told = XDocument.Load(Path.Combine(SourceTree.Root, "src/Laksana/Notices/NoticeTexts.resx")).Root!.Elements("data").Select(d => (string)d.Attribute("name")!)
            .Where(k => k.StartsWith("notice.", StringComparison.Ordinal)).Select(k => k["notice.".Length..]);
        Assert.Equal(told.Order(StringComparer.Ordinal), NoticeKinds.All.Order(StringComparer.Ordinal));
        Assert.All(NoticeKinds.All, kind => Assert.NotEmpty(NoticeWords.Say.In(CultureInfo.GetCultureInfo("en-GB"), "message." + kind)));
    }
}
