package ai.datacontrols.pages;

import static ai.datacontrols.pages.Persona.AUDITOR;
import static ai.datacontrols.pages.Persona.ERASED;
import static ai.datacontrols.pages.Persona.HUGO;
import static ai.datacontrols.pages.Persona.NOBODY;
import static ai.datacontrols.pages.Persona.ON_FREE;
import static ai.datacontrols.pages.Persona.ON_TEAM;
import static ai.datacontrols.pages.Persona.OPTED_OUT;
import static ai.datacontrols.pages.Persona.OPTED_OUT_AHEAD;
import static ai.datacontrols.pages.Persona.STAFF;
import static ai.datacontrols.pages.Persona.WITHDRAWN;
import static ai.datacontrols.pages.Persona.WITHOUT_PLAN;
import static ai.datacontrols.pages.Persona.WITH_TWO_PRODUCTS;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.browser.Visit;
import ai.datacontrols.demo.People;
import io.restassured.response.Response;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Every page in every state. A page that is added here is covered by all tests of pages. */
enum KnownPage {
    RULES(NOBODY, "/"),
    RULES_FROM_LE_CHAT(NOBODY, "/?from=le-chat"),
    LOG(NOBODY, "/log"),
    SIGNED_OUT(NOBODY, "/signed-out"),
    STILL_SIGNED_IN(ON_FREE, "/signed-out"),
    NOT_FOUND(NOBODY, "/nowhere"),
    SETTINGS(ON_FREE, "/settings"),
    SETTINGS_FROM_LE_CHAT(ON_FREE, "/settings?product=le-chat&from=le-chat"),
    SETTINGS_OPTED_OUT(OPTED_OUT, "/settings"),
    SETTINGS_EXCLUDED_BY_PLAN(ON_TEAM, "/settings"),
    SETTINGS_OPTED_OUT_AHEAD(OPTED_OUT_AHEAD, "/settings"),
    SETTINGS_WITHOUT_PLAN(WITHOUT_PLAN, "/settings"),
    SETTINGS_OF_TWO_PRODUCTS(WITH_TWO_PRODUCTS, "/settings"),
    SETTINGS_JUST_OPTED_OUT(OPTED_OUT, "/settings?product=le-chat&from=le-chat&recorded=2"),
    SETTINGS_JUST_OPTED_OUT_AHEAD(OPTED_OUT_AHEAD, "/settings?product=le-chat&recorded=2"),
    SETTINGS_JUST_WITHDRAWN(WITHDRAWN, "/settings?product=le-chat&recorded=3"),
    SETTINGS_STALE_WITHDRAWAL(OPTED_OUT_AHEAD, "/settings", "policyVersion"),
    SETTINGS_JUST_OPTED_IN(WITH_TWO_PRODUCTS, "/settings?product=le-chat&recorded=4"),
    SETTINGS_STALE(OPTED_OUT, "/settings", "policyVersion"),
    SETTINGS_OF_ANOTHER_ACCOUNT(ON_FREE, "/settings", "account"),
    SETTINGS_ERASED(ERASED, "/settings"),
    SETTINGS_WITH_PRIVACY_CONTROL(ON_FREE, "/settings", Map.of("Sec-GPC", "1")),
    SETTINGS_OPTED_OUT_WITH_PRIVACY_CONTROL(OPTED_OUT, "/settings", Map.of("Sec-GPC", "1")),
    CHECK(ON_FREE, "/settings/check?from=le-chat"),
    CHECK_WITH_FAULTS(ON_FREE, "/settings/check?product=le-fax&data=voice&created=yesterday&from=le-chat"),
    CHECK_TOO_OLD(ON_FREE, "/settings/check?product=le-chat&data=input-output&created=2025-01-01T12:00&from=le-chat"),
    CHECK_OPTED_OUT(OPTED_OUT, "/settings/check?product=le-chat&data=input-output&created=2026-01-01T12:00"),
    CHECK_FEEDBACK(
            ON_TEAM, "/settings/check?product=le-chat&data=feedback&created=2026-01-01T12:00&rating=true&comment=true"),
    CHECK_NEVER(ON_FREE, "/settings/check?product=la-plateforme&data=ocr&created=2026-01-01T12:00"),
    PLANS(ON_FREE, "/settings/plans?from=le-chat"),
    PLANS_OPTED_OUT(OPTED_OUT, "/settings/plans"),
    PLANS_ON_TEAM(ON_TEAM, "/settings/plans"),
    PLANS_WITHOUT_PLAN(WITHOUT_PLAN, "/settings/plans"),
    PLANS_ERASED(ERASED, "/settings/plans"),
    HISTORY(OPTED_OUT, "/settings/history"),
    HISTORY_EMPTY(WITHOUT_PLAN, "/settings/history"),
    HISTORY_NEWEST(HUGO, "/settings/history"),
    HISTORY_OLDER(HUGO, "/settings/history?before=2025-06-01T00:00:00Z&from=le-chat"),
    HISTORY_WITH_ENTRY(HUGO, "/settings/history?entry=101"),
    RECEIPT(OPTED_OUT, "/settings/receipts/2"),
    RECEIPT_OF_OPTING_IN(WITH_TWO_PRODUCTS, "/settings/receipts/4?from=le-chat"),
    RECEIPT_IN_ADVANCE(OPTED_OUT_AHEAD, "/settings/receipts/2"),
    RECEIPT_OF_A_WITHDRAWAL(WITHDRAWN, "/settings/receipts/3"),
    RECEIPT_FROM_EARLIER_RECORDS(HUGO, "/settings/receipts/200"),
    NOT_FOR_EVERYBODY(AUDITOR, "/support"),
    SUPPORT(STAFF, "/support"),
    SUPPORT_ACCOUNT(STAFF, "/support/accounts/" + People.HUGO.id() + "?read=1"),
    SUPPORT_ACCOUNT_AS_OF(
            STAFF,
            "/support/accounts/" + People.HUGO.id()
                    + "?read=1&asOf=2025-06-01T00:00&product=le-chat&data=input-output&created=2025-05-01T00:00"),
    SUPPORT_READS(AUDITOR, "/support/reads");

    /** The three main pages. They are also tested in modes that hardly differ between pages. */
    static final Set<KnownPage> MAIN = EnumSet.of(RULES, SETTINGS, HISTORY);

    /** One page per template, and each state that adds an element. */
    static final Set<KnownPage> DISTINCT = EnumSet.of(
            RULES,
            LOG,
            SIGNED_OUT,
            NOT_FOUND,
            SETTINGS,
            SETTINGS_OF_TWO_PRODUCTS,
            SETTINGS_JUST_OPTED_OUT,
            SETTINGS_STALE,
            SETTINGS_ERASED,
            SETTINGS_WITH_PRIVACY_CONTROL,
            CHECK_WITH_FAULTS,
            CHECK_OPTED_OUT,
            PLANS,
            HISTORY,
            RECEIPT,
            NOT_FOR_EVERYBODY,
            SUPPORT,
            SUPPORT_ACCOUNT_AS_OF,
            SUPPORT_READS);

    static final String[] LANGUAGES = {"en", "fr", "de", "es", "it"};

    private final Persona reader;
    private final String path;
    private final String forged;
    private final Map<String, String> headers;

    KnownPage(Persona reader, String path) {
        this(reader, path, Map.of());
    }

    /** @param headers further request headers */
    KnownPage(Persona reader, String path, Map<String, String> headers) {
        this(reader, path, null, headers);
    }

    /** @param forged the field of the switch's form that is changed before it is sent; the response is the page */
    KnownPage(Persona reader, String path, String forged) {
        this(reader, path, forged, Map.of());
    }

    KnownPage(Persona reader, String path, String forged, Map<String, String> headers) {
        this.reader = reader;
        this.path = path;
        this.forged = forged;
        this.headers = headers;
    }

    Persona reader() {
        return reader;
    }

    String path() {
        return path;
    }

    /** Opens the page in a new browser of the reader. */
    Visit open(Browsing browsing, URI home, Browsing.Wish... wishes) {
        var visit = reader.visit(browsing, home, wishes);
        arrive(visit, home);
        return visit;
    }

    void arrive(Visit visit, URI home) {
        var page = visit.page();
        page.setExtraHTTPHeaders(headers);
        page.navigate(home.resolve(path).toString());
        if (forged != null) {
            page.evaluate("""
                name => {
                  const form = document.querySelector('.choice form, [id$="-now"] form');
                  form.elements[name].value = 'forged';
                  form.submit();
                }\
                """, forged);
            page.waitForURL(Pattern.compile("/(?:opt-in|opt-out|withdraw)$"));
        }
    }

    /** Returns the response in this language. */
    Response answer(String language) {
        var visitor = reader.visitor(language);
        headers.forEach(visitor::with);
        var page = visitor.get(path);
        return forged == null ? page : visitor.press(page, "le-chat", Map.of(forged, "forged"));
    }
}
