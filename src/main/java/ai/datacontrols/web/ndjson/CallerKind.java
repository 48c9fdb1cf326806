package ai.datacontrols.web.ndjson;

/** The kinds of caller that share the stream places of an instance; each keeps some for itself. */
public enum CallerKind {
    /** Training pipelines. */
    PIPELINE,
    /** Billing. */
    BILLING,
    /** The initial import. */
    IMPORT,
    /** The privacy office, for erasures. */
    PRIVACY_OFFICE,
    /** A signed-in person. */
    PERSON,
    /** The desk for access requests. */
    ACCESS_DESK,
    /** Auditors of the access log. */
    AUDITOR
}
