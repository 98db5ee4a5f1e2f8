using Laksana.Tests;
using Laksana.Tests.Automation;
using Laksana.Tests.Backups.Keeping;
using Laksana.Tests.Backups.Custody;
using Laksana.Tests.Backups.Proving;
using Laksana.Tests.Database;
using Laksana.Tests.Network.Lab;
using Xunit.MicrosoftTestingPlatform;

return ProgramUnderTest.Asked is { } data
    ? await ProgramUnderTest.HoldAsync(data)
    : ScratchUnderTest.Asked is { } scratch
    ? await ScratchUnderTest.HoldAsync(scratch)
    : ExpirerUnderTest.Asked is { } lists
    ? await ExpirerUnderTest.RunAsync(lists)
    : DrillingNode.Asked is { } drills
    ? await DrillingNode.ServeAsync(drills)
    : CopyUnderTest.Asked is { } copies
    ? await CopyUnderTest.RunAsync(copies)
    : LabProcess.Asked is { } lab
    ? await LabProcess.DoAsync(lab)
    : NodeUnderTest.Asked is { } orders
    ? await NodeUnderTest.ServeAsync(orders)
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
