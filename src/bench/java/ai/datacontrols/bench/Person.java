package ai.datacontrols.bench;

import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.HttpBrowser;
import ai.datacontrols.replicas.SwitchForm;
import java.io.IOException;
import java.net.URI;

/**
 * A signed-in person.
 *
 * @param number number of the account
 * @param cookies session and CSRF cookies of an instance
 * @param csrf CSRF token of the forms
 */
record Person(int number, String cookies, String csrf) {

    static final String PASSWORD = "demo";

    /** Signs in at Keycloak and loads the settings page. */
    static Person signedIn(int number, URI application) throws IOException {
        var browser = new HttpBrowser();
        var page = browser.signIn(
                application.resolve("/settings"),
                new Account(DataSet.account(number).toString(), username(number), PASSWORD));
        var form = SwitchForm.on(page, "le-chat");
        return new Person(number, browser.cookies(application), form.fields().get("csrf"));
    }

    static String username(int number) {
        return "bench-" + number;
    }
}
