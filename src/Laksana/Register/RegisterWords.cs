using Laksana.Texts;

namespace Laksana.Register;

internal static class RegisterWords
{
    internal static readonly TextBook Say = new("Laksana.Register.RegisterTexts", typeof(RegisterWords).Assembly);
}
