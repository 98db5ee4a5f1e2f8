namespace Laksana.Notices;

/// <summary>The ways by which a line reaches its officer; the bell always does.</summary>
public enum NoticeWay { Bell = 0, Mail = 1, Webhook = 2 }

/// <summary>What lines are about: the part of their text's key after <c>notice.</c>.</summary>
public static class NoticeKinds
{
    /// <summary>A limit has passed: may come in the quiet hours of who wants that.</summary>
    public const string Late = "late";

    /// <summary>Told by the bell too only to those who chose it.</summary>
    public const string Ready = "ready";

    public static readonly IReadOnlyList<string> All =
    [
        Late, "complaint-late", "report", "returned", "given", "on-behalf", "disputed", "action-failed", "applicant-message", "mention", "backup-watch", "network-down", "network-up", "network-blind", "closed", "cancelled", Ready,
    ];

    /// <summary>Chosen for an officer who has just confirmed his first address, until he chooses himself.</summary>
    public static readonly IReadOnlyList<string> Usual =
        [Late, "complaint-late", "report", "returned", "given", "on-behalf", "disputed", "action-failed", "applicant-message", "mention", "backup-watch", "network-down", "network-blind"];
}
