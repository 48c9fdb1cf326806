package ai.datacontrols.web.error;

/** The texts of error pages: a title and an explanation each. Their names are keys of messages. */
public enum ErrorText {
    NOT_FOUND,
    /** A form was sent to an address that does not exist. */
    FORM_NOT_FOUND,
    INVALID,
    COOKIES_MISSING,
    /** The page requires a role of staff, and the person has none. */
    NOT_ALLOWED,
    /** The page requires the role {@code support}, and the staff member has another one. */
    FOR_SUPPORT,
    /** The page requires the role {@code auditor}, and the staff member has another one. */
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
