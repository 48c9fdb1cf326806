package ai.datacontrols.web.ndjson;

/** The kinds of caller that share the stream places of an instance; each keeps some for itself. */
public enum CallerKind {
    PIPELINE,
    BILLING,
    IMPORT,
    PRIVACY_OFFICE,
    PERSON,
    ACCESS_DESK,
    AUDITOR
}
