using Laksana.Tests;
using Laksana.Tests.Database;
using Xunit.MicrosoftTestingPlatform;

return ProgramUnderTest.Asked is { } data
    ? await ProgramUnderTest.HoldAsync(data)
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
