package ai.datacontrols.bench;

import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.HttpBrowser;
import ai.datacontrols.replicas.SwitchForm;
import java.io.IOException;
import java.net.URI;

/**
 * Somebody who is signed in.
 *
 * @param number of the account
 * @param cookies of their session and of the form's token, which every instance takes
 * @param csrf the form's token
 */
record Person(int number, String cookies, String csrf) {

    static final String PASSWORD = "demo";

    /** Signs in at Keycloak and looks at the settings. */
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
