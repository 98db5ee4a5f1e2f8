using Laksana.Tests;
using Laksana.Tests.Automation;
using Laksana.Tests.Database;
using Xunit.MicrosoftTestingPlatform;

return ProgramUnderTest.Asked is { } data
    ? await ProgramUnderTest.HoldAsync(data)
    : NodeUnderTest.Asked is { } orders
    ? await NodeUnderTest.ServeAsync(orders)
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
