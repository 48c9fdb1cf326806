package ai.datacontrols.web;

/** Names of cookies that other packages set; {@code RequestCookies} drops every cookie it doesn't know. */
public final class CookieNames {

    /** A notice that the settings page shows once after a redirect. */
    public static final String NOTICE = "notice";

    private CookieNames() {}
}
