namespace Laksana.Officers;

/// <summary>What administrators do, as <see cref="AdministrationLog"/> names it. The words for people stand under <c>act.…</c> in this folder's resources.</summary>
public static class AdministrationActs
{
    public const string OfficeInstalled = "office.installed";
    public const string OfficeChanged = "office.changed";
    public const string PositionsChanged = "positions.changed";
    public const string RolesChanged = "roles.changed";
    public const string SitesChanged = "sites.changed";
    public const string CalendarChanged = "calendar.changed";
    public const string OfficerEnrolled = "officer.enrolled";
    public const string OfficerChanged = "officer.changed";
    public const string OfficerLeft = "officer.left";
    public const string OfficerReturned = "officer.returned";
    public const string HoldingGiven = "holding.given";
    public const string HoldingEnded = "holding.ended";
    public const string AbsenceRecorded = "absence.recorded";
    public const string AbsenceEnded = "absence.ended";
    public const string AccountOpened = "account.opened";
    public const string AccountReset = "account.reset";
    public const string AccountLocked = "account.locked";
    public const string AccountUnlocked = "account.unlocked";
    public const string AccountClosed = "account.closed";
    public const string TokenIssued = "token.issued";
    public const string TokenRevoked = "token.revoked";
    public const string SheetPublished = "sheet.published";
    public const string NumberRaised = "number.raised";
    public const string NoticesChanged = "notices.changed";
    public const string MediumAdded = "medium.added";
    public const string MediumChanged = "medium.changed";
    public const string MediumCopied = "medium.copied";
    public const string MediumChecked = "medium.checked";
    public const string MediumLost = "medium.lost";
    public const string MediumFound = "medium.found";
    public const string MediumRetired = "medium.retired";
    public const string MediumReturned = "medium.returned";
    public const string MediumDestructionAsked = "medium.destruction-asked";
    public const string MediumDestructionRefused = "medium.destruction-refused";
    public const string MediumDestroyed = "medium.destroyed";
    public const string HandoverOffered = "handover.offered";
    public const string HandoverAccepted = "handover.accepted";
    public const string HandoverRefused = "handover.refused";
    public const string HandoverWithdrawn = "handover.withdrawn";
    public const string RecoveryPlanned = "recovery.planned";
    public const string RecoveryApproved = "recovery.approved";
    public const string RecoveryRejected = "recovery.rejected";
    public const string RecoverySwapped = "recovery.swapped";
    public const string RecoveryUndone = "recovery.undone";
    public const string RecoveryReleased = "recovery.released";
    public const string RecoveryCancelled = "recovery.cancelled";
    public const string BackupPolicyProposed = "backup.policy-proposed";
    public const string BackupPolicyApproved = "backup.policy-approved";
    public const string BackupPolicyRefused = "backup.policy-refused";
    public const string BackupPolicyWithdrawn = "backup.policy-withdrawn";
    public const string BackupHeld = "backup.held";
    public const string BackupReleased = "backup.released";
    public const string BackupExpiryPlanned = "backup.expiry-planned";
    public const string BackupExpiryAsked = "backup.expiry-asked";
    public const string BackupExpiryApproved = "backup.expiry-approved";
    public const string BackupExpiryRefused = "backup.expiry-refused";
    public const string BackupExpiryStopped = "backup.expiry-stopped";
    public const string BackupExpired = "backup.expired";
    public const string BackupWatchChanged = "backup.watch-changed";
    public const string NetworkMapChanged = "network-map.changed";
    public const string NetworkMapImported = "network-map.imported";
    public const string NetworkSettingsChanged = "network-settings.changed";
    public const string NetworkWindowPlanned = "network-window.planned";
    public const string NetworkWindowEnded = "network-window.ended";
    public const string BackupKeyAdded = "backup.key-added";
    public const string BackupKeyWithdrawn = "backup.key-withdrawn";
    public const string BackupInterrupted = "backup.interrupted";
    public const string BackupCancelled = "backup.cancelled";
    public const string DrillsChanged = "drills.changed";

    /// <summary>Every act that this program writes, in the order in which lists offer them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        OfficeInstalled, OfficeChanged, PositionsChanged, RolesChanged, SitesChanged, CalendarChanged, OfficerEnrolled, OfficerChanged, OfficerLeft, OfficerReturned,
        HoldingGiven, HoldingEnded, AbsenceRecorded, AbsenceEnded, AccountOpened, AccountReset, AccountLocked, AccountUnlocked, AccountClosed,
        TokenIssued, TokenRevoked, SheetPublished, NumberRaised, NoticesChanged,
        MediumAdded, MediumChanged, MediumCopied, MediumChecked, MediumLost, MediumFound, MediumRetired, MediumReturned,
        MediumDestructionAsked, MediumDestructionRefused, MediumDestroyed, HandoverOffered, HandoverAccepted, HandoverRefused, HandoverWithdrawn,
        RecoveryPlanned, RecoveryApproved, RecoveryRejected, RecoverySwapped, RecoveryUndone, RecoveryReleased, RecoveryCancelled,
        BackupPolicyProposed, BackupPolicyApproved, BackupPolicyRefused, BackupPolicyWithdrawn, BackupHeld, BackupReleased,
        BackupExpiryPlanned, BackupExpiryAsked, BackupExpiryApproved, BackupExpiryRefused, BackupExpiryStopped, BackupExpired, BackupWatchChanged,
        NetworkMapChanged, NetworkMapImported, NetworkSettingsChanged, NetworkWindowPlanned, NetworkWindowEnded,
        BackupKeyAdded, BackupKeyWithdrawn, BackupInterrupted, BackupCancelled,
        DrillsChanged,
        NetworkMapChanged, NetworkMapImported, NetworkSettingsChanged, NetworkWindowPlanned, NetworkWindowEnded,
    ];

    /// <summary>The act in words of the current language; one that another program wrote, as it was written.</summary>
    public static string Say(string act) => All.Contains(act) ? OfficeWords.Say["act." + act] : act;
}
