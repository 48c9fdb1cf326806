package ai.datacontrols.journey;

import ai.datacontrols.browser.Visit;
import ai.datacontrols.parts.Account;
import com.microsoft.playwright.Page;
import java.net.URI;

/** Signs in on Keycloak's page in Chromium, as a person does. */
public final class ChromiumSignIn {

    private ChromiumSignIn() {}

    /** Follows a link to a page that requires sign-in, signs in, and opens the page. */
    public static Visit arrive(Visit visit, URI link, Account person) {
        signIn(visit.open(link.toString()), link, person);
        return visit;
    }

    /** Submits Keycloak's form and waits for the redirect back. */
    static void signIn(Page page, URI link, Account person) {
        page.locator("#username").fill(person.username());
        page.locator("#password").fill(person.password());
        page.locator("#kc-login").click();
        page.waitForURL(
                url -> URI.create(url).getAuthority().equals(link.getAuthority()) && !url.contains("/signed-in"));
    }
}
