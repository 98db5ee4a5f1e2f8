namespace Laksana.Procedures;

/// <summary>Every code a <see cref="Finding"/> may carry. The words of each stand in FindingTexts.resx under the same key.</summary>
public static class FindingCode
{
    // The text as YAML.
    public const string TooLarge = "too-large";
    public const string TooMany = "too-many-findings";
    public const string ControlCharacter = "control-character";
    public const string TabIndent = "tab-indent";
    public const string Syntax = "syntax";
    public const string SyntaxColon = "syntax-colon";
    public const string SyntaxNoColon = "syntax-no-colon";
    public const string SyntaxBracket = "syntax-bracket";
    public const string SyntaxQuote = "syntax-quote";
    public const string SyntaxEscape = "syntax-escape";
    public const string SyntaxIndent = "syntax-indent";
    public const string SyntaxStart = "syntax-start";
    public const string Anchor = "anchor";
    public const string Tag = "tag";
    public const string TooDeep = "too-deep";
    public const string SeveralDocuments = "several-documents";
    public const string DuplicateKey = "duplicate-key";
    public const string BadKey = "bad-key";
    public const string EmptyFile = "empty-file";

    // The shape of values.
    public const string UnknownKey = "unknown-key";
    public const string MissingKey = "missing-key";
    public const string EmptyValue = "empty-value";
    public const string ExpectedText = "expected-text";
    public const string ExpectedLine = "expected-line";
    public const string ExpectedList = "expected-list";
    public const string ExpectedMap = "expected-map";
    public const string TooLong = "too-long";
    public const string TooManyEntries = "too-many-entries";
    public const string BadYesNo = "bad-yes-no";
    public const string BadDate = "bad-date";
    public const string BadDuration = "bad-duration";
    public const string BadId = "bad-id";
    public const string BadCaseCode = "bad-case-code";
    public const string BadActionName = "bad-action-name";
    public const string BadCron = "bad-cron";
    public const string BadWord = "bad-word";
    public const string BadPlaceholder = "bad-placeholder";
    public const string BadNumber = "bad-number";
    public const string BadTimeOfDay = "bad-time-of-day";
    public const string RepeatedEntry = "repeated-entry";

    // The header.
    public const string MissingBoxes = "missing-boxes";
    public const string UnknownRole = "unknown-role";
    public const string PartyAsRole = "party-as-role";
    public const string UnknownStep = "unknown-step";
    public const string UnknownParty = "unknown-party";
    public const string UnknownField = "unknown-field";
    public const string UnusedRole = "unused-role";
    public const string UnusedParty = "unused-party";
    public const string SubjectFieldLater = "subject-field-later";
    public const string SubjectFieldPersonal = "subject-field-personal";
    public const string ScheduleFieldLater = "schedule-field-later";
    public const string ScheduleFieldPersonal = "schedule-field-personal";
    public const string ScheduleOften = "schedule-often";
    public const string AddedUnexplained = "added-unexplained";

    // The rows.
    public const string DuplicateStep = "duplicate-step";
    public const string ReservedStep = "reserved-step";
    public const string DuplicateField = "duplicate-field";
    public const string MissingChoices = "missing-choices";
    public const string UnusedChoices = "unused-choices";
    public const string NikIsPersonal = "nik-is-personal";
    public const string DocumentNotPersonal = "document-not-personal";
    public const string VisibleNotPersonal = "visible-not-personal";
    public const string ApplicantFieldLater = "applicant-field-later";
    public const string ApplicantFieldClosed = "applicant-field-closed";
    public const string ApplicantNothingAsked = "applicant-nothing-asked";
    public const string IdentityNotPersonal = "identity-not-personal";
    public const string BadFromPublicPage = "bad-from-public-page";
    public const string UnknownAction = "unknown-action";
    public const string ArgumentFieldPersonal = "argument-field-personal";
    public const string ArgumentFieldLater = "argument-field-later";
    public const string DecisionWithoutWay = "decision-without-way";
    public const string DecisionOneWay = "decision-one-way";
    public const string DecisionAndNext = "decision-and-next";
    public const string DecisionAndEnds = "decision-and-ends";
    public const string NextAndEnds = "next-and-ends";
    public const string NextIsEnd = "next-is-end";
    public const string ReportToSelf = "report-to-self";
    public const string ReturnToLater = "return-to-later";
    public const string SecondOfficerOwnRow = "second-officer-own-row";
    public const string SecondOfficerOwnRole = "second-officer-own-role";
    public const string SecondOfficerLater = "second-officer-later";
    public const string PerSiteField = "per-site-field";
    public const string PerSiteLater = "per-site-later";
    public const string PerSiteDecidesAway = "per-site-decides-away";

    // The flow.
    public const string GroupApart = "group-apart";
    public const string GroupAlone = "group-alone";
    public const string GroupExitsDiffer = "group-exits-differ";
    public const string GroupDecidesAway = "group-decides-away";
    public const string GroupEnteredMidway = "group-entered-midway";
    public const string UnreachableStep = "unreachable-step";
    public const string NoEndReachable = "no-end-reachable";
    public const string EndlessLoop = "endless-loop";

    // The office's own files, and files against one another.
    public const string FileMissing = "file-missing";
    public const string FileUnreadable = "file-unreadable";
    public const string FileNameDiffers = "file-name-differs";
    public const string OfficeDiffers = "office-differs";
    public const string UnknownPosition = "unknown-position";
    public const string SuperiorCycle = "superior-cycle";
    public const string UnknownSheet = "unknown-sheet";
    public const string RoleNotInSheet = "role-not-in-sheet";
    public const string RoleUnplayed = "role-unplayed";
    public const string OfficeRoleUnused = "office-role-unused";
    public const string DuplicateSheet = "duplicate-sheet";
    public const string DuplicateCaseCode = "duplicate-case-code";
    public const string UnknownSite = "unknown-site";
    public const string BadAddress = "bad-address";
    public const string BadCalendar = "bad-calendar";
    public const string LimitIsRange = "limit-is-range";
    public const string DuplicateOfficer = "duplicate-officer";
    public const string ActingTwice = "acting-twice";
    public const string ActingForHolder = "acting-for-holder";
    public const string AbsenceInverted = "absence-inverted";
    public const string PositionVacant = "position-vacant";
}
