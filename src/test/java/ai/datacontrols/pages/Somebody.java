package ai.datacontrols.pages;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.browser.Visit;
import ai.datacontrols.demo.People;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The people whose pages are looked at. Each signs in once for all tests; every visit has a copy of the session. */
enum Somebody {
    NOBODY(null),
    ON_FREE(Map.of("le-chat", "free")),
    OPTED_OUT(Map.of("le-chat", "free"), "le-chat"),
    ON_TEAM(Map.of("le-chat", "team")),
    OPTED_OUT_AHEAD(Map.of("le-chat", "team"), "le-chat"),
    WITHOUT_PLAN(Map.of()),
    WITH_TWO_PRODUCTS(Map.of("le-chat", "pro", "la-plateforme", "experiment"), "le-chat", "le-chat"),
    ERASED(Map.of("le-chat", "free")) {
        @Override
        Visitor signIn() {
            var visitor = Visitor.signedIn(account());
            Api.as("privacy-office").delete("/accounts/" + account().id());
            return visitor;
        }
    },
    STAFF(null) {
        @Override
        Account enrol() {
            return Realm.newStaff("support");
        }

        @Override
        Visitor signIn() {
            var visitor = Visitor.staff(account(), "/support");
            visitor.search("/support", HUGO.account().id(), "ABC-123");
            return visitor;
        }
    },
    AUDITOR(null) {
        @Override
        Account enrol() {
            return Realm.newStaff("auditor");
        }

        @Override
        Visitor signIn() {
            return Visitor.staff(account(), "/support/reads");
        }
    },
    HUGO(null) {
        @Override
        Account enrol() {
            return new Account(People.HUGO.id().toString(), People.HUGO.username(), People.PASSWORD);
        }
    };

    private final Map<String, String> plans;
    private final List<String> pressed;
    private Account account;
    private Map<String, String> session;

    /** @param pressed the products whose switch they press after their first sign-in, one after the other */
    Somebody(Map<String, String> plans, String... pressed) {
        this.plans = plans;
        this.pressed = List.of(pressed);
    }

    /** Who they are at Keycloak. */
    Account account() {
        if (account == null) {
            account = enrol();
        }
        return account;
    }

    Account enrol() {
        return Realm.newPerson(plans);
    }

    /** A session of its own. */
    Visitor signIn() {
        return Visitor.signedIn(account());
    }

    /** Somebody who reads in this language, signed in. */
    Visitor visitor(String language) {
        var visitor = new Visitor(language);
        session().forEach(visitor::withCookie);
        return visitor;
    }

    /** Their browser, signed in. */
    Visit visit(Browsing browsing, URI home, Browsing.Wish... wishes) {
        var visit = browsing.visit(wishes);
        visit.page()
                .context()
                .addCookies(session().entrySet().stream()
                        .filter(cookie -> !cookie.getKey().contains("csrf")) // each browser gets its own
                        .map(cookie -> cookie(cookie.getKey(), cookie.getValue(), home))
                        .toList());
        return visit;
    }

    /** A cookie of ours. */
    static Cookie cookie(String name, String value, URI home) {
        return new Cookie(name, value)
                .setDomain(home.getHost())
                .setPath(name.contains("_support") ? "/support" : "/")
                .setHttpOnly(true)
                .setSecure(true);
    }

    private Map<String, String> session() {
        if (this == NOBODY) {
            return Map.of();
        }
        if (session == null) {
            var visitor = signIn();
            pressed.forEach(product -> visitor.press(product, Map.of()));
            session = Stream.of(visitor.cookieHeader().split("; "))
                    .map(cookie -> cookie.split("=", 2))
                    .collect(Collectors.toMap(cookie -> cookie[0], cookie -> cookie[1]));
        }
        return session;
    }
}
