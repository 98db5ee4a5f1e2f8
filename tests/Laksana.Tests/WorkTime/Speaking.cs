using System.Globalization;

namespace Laksana.Tests.WorkTime;

/// <summary>Texts come in this language until disposed, whatever the machine speaks.</summary>
internal sealed class Speaking : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    internal Speaking(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    public void Dispose() => CultureInfo.CurrentUICulture = _before;
}
