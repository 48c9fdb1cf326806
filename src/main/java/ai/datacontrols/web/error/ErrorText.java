package ai.datacontrols.web.error;

/** The texts of error pages: a title and an explanation each. Their names are keys of messages. */
public enum ErrorText {
    NOT_FOUND,
    FORM_NOT_FOUND,
    INVALID,
    COOKIES_MISSING,
    NOT_ALLOWED,
    /** The page requires a role of staff, and the staff member has the other one. */
    FOR_SUPPORT,
    FOR_AUDITORS,
    SECOND_FACTOR_MISSING,
    TOO_MANY,
    TOO_MANY_AT_ONCE,
    FROM_ELSEWHERE,
    TOO_LARGE,
    HEADERS_TOO_LARGE,
    ANOTHER_ADDRESS,
    NOT_SIGNED_IN,
    SIGN_IN_UNAVAILABLE,
    UNAVAILABLE,
    FAULT,
    RECORD_UNVERIFIABLE
}
