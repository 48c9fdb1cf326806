package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.HttpBrowser;
import ai.datacontrols.parts.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A signed-in person who switches a product off and on as fast as possible and records what was acknowledged. */
final class Clicker {
    static final String PRODUCT = "le-chat";

    private static final Pattern RECORDED = Pattern.compile("[?&]recorded=(\\d+)");

    private final UUID account;
    private final Replica application;
    private final boolean tiresOfTrying;
    private final URI settings;
    private final HttpBrowser browser = new HttpBrowser();
    private final Queue<Click> clicks = new ConcurrentLinkedQueue<>();
    private final Set<Integer> refusals = ConcurrentHashMap.newKeySet();
    private URI page;
    private SwitchForm form;
    private Click click;
    private volatile boolean inFlight;

    /** @param tiresOfTrying whether a failed click is followed by a reload; otherwise the same form is sent again */
    private Clicker(Account person, Replica application, boolean tiresOfTrying) {
        this.account = UUID.fromString(person.id());
        this.application = application;
        this.tiresOfTrying = tiresOfTrying;
        this.settings = URI.create(application.address() + "/settings");
        this.page = settings;
    }

    static Clicker signedIn(Account person, Replica application, boolean tiresOfTrying) {
        var clicker = new Clicker(person, application, tiresOfTrying);
        try {
            clicker.browser.signIn(clicker.settings, person);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return clicker;
    }

    UUID account() {
        return account;
    }

    List<Click> clicks() {
        return List.copyOf(clicks);
    }

    long acknowledged() {
        return clicks.stream().filter(Click::isAcknowledged).count();
    }

    /** Returns whether a form was sent whose response hasn't arrived. */
    boolean isInFlight() {
        return inFlight;
    }

    /** Returns the statuses of responses that neither acknowledged a choice nor returned the page. */
    Set<Integer> refusals() {
        return refusals;
    }

    void clickWhile(BooleanSupplier itGoesOn) {
        while (itGoesOn.getAsBoolean()) {
            try {
                if (form == null) {
                    look();
                } else {
                    press();
                }
            } catch (IOException noAnswer) {
                afterFailure();
                await().atMost(Duration.ofMinutes(1)).until(() -> !itGoesOn.getAsBoolean() || application.answers());
            }
        }
    }

    private void look() throws IOException {
        var answer = browser.get(page);
        if (answer.statusCode() == 200) {
            form = SwitchForm.on(answer, PRODUCT);
        } else {
            refusals.add(answer.statusCode());
        }
    }

    private void press() throws IOException {
        if (click == null || !click.requestId.equals(form.requestId())) {
            click = new Click(account, clicks.size(), form);
            clicks.add(click);
        }
        var answer = send();
        if (answer.statusCode() == 303) {
            page = HttpBrowser.target(answer);
            click.acknowledge(entry(page));
            form = null;
        } else {
            refusals.add(answer.statusCode());
            afterFailure();
        }
    }

    private HttpResponse<String> send() throws IOException {
        inFlight = true;
        try {
            return browser.post(form.action(), form.fields());
        } finally {
            inFlight = false;
        }
    }

    private void afterFailure() {
        if (tiresOfTrying) {
            page = settings;
            form = null;
        }
    }

    private static long entry(URI page) {
        var recorded = RECORDED.matcher(page.toString());
        assertThat(recorded.find()).as("%s names an entry", page).isTrue();
        return Long.parseLong(recorded.group(1));
    }
}
