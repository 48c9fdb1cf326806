package ai.datacontrols.pages;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.browser.Visit;
import ai.datacontrols.demo.People;
import ai.datacontrols.parts.Account;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The people whose pages are tested. Each signs in once for all tests; every visit has a copy of the session. */
enum Persona {
    NOBODY(null),
    ON_FREE(SharedPerson.onPlans(Map.of("le-chat", "free"))),
    OPTED_OUT(SharedPerson.onPlans(Map.of("le-chat", "free")).who(pressed("le-chat"))),
    ON_TEAM(SharedPerson.onPlans(Map.of("le-chat", "team"))),
    OPTED_OUT_AHEAD(SharedPerson.onPlans(Map.of("le-chat", "team")).who(pressed("le-chat"))),
    WITHDRAWN(SharedPerson.onPlans(Map.of("le-chat", "team")).who(pressed("le-chat", "le-chat"))),
    WITHOUT_PLAN(SharedPerson.onPlans(Map.of())),
    WITH_TWO_PRODUCTS(SharedPerson.onPlans(Map.of("le-chat", "pro", "la-plateforme", "experiment"))
            .who(pressed("le-chat", "le-chat"))),
    ERASED(SharedPerson.onPlans(Map.of("le-chat", "free")).thatIsErased()),
    STAFF(SharedPerson.staff("support", "/support")
            .who(visitor -> visitor.search("/support", People.HUGO.id().toString(), "ABC-123"))),
    AUDITOR(SharedPerson.staff("auditor", "/support/reads")),
    HUGO(SharedPerson.of(People.HUGO));

    private final SharedPerson person;

    Persona(SharedPerson person) {
        this.person = person;
    }

    private static Consumer<Visitor> pressed(String... products) {
        return visitor -> List.of(products).forEach(product -> visitor.press(product, Map.of()));
    }

    /** Returns the account at Keycloak. */
    Account account() {
        return person.account();
    }

    /** Signs in with a new session. */
    Visitor signIn() {
        return person.signIn();
    }

    /** Returns a signed-in visitor who prefers this language. */
    Visitor visitor(String language) {
        return this == NOBODY ? new Visitor(language) : person.visitor(language);
    }

    /** Opens a signed-in browser. */
    Visit visit(Browsing browsing, URI home, Browsing.Wish... wishes) {
        var visit = browsing.visit(wishes);
        BrowserSession.copy(visitor("en"), visit, home);
        return visit;
    }
}
