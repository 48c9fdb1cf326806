package ai.datacontrols.demo;

/** The secrets of demo and tests. They are public, so they protect nothing. */
final class DemoSecrets {

    static final String SESSION = "demo-only-session-secret-never-for-production";
    static final String STAFF_SESSION = "demo-only-staff-session-secret-never-for-production";
    /** "demo-only-chain-key-never-for-production", in Base64. */
    static final String CHAIN_KEY = "ZGVtby1vbmx5LWNoYWluLWtleS1uZXZlci1mb3ItcHJvZHVjdGlvbg==";

    /** A signing key of the log, made of the text "log-of-demo-never-for-production". */
    static final String LOG_KEY =
            "PRIVATE+KEY+demo-never-for-production+2140e240+AWxvZy1vZi1kZW1vLW5ldmVyLWZvci1wcm9kdWN0aW9u";

    private DemoSecrets() {}
}
