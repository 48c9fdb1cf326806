package ai.datacontrols.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Opens pages in a real browser, for a field with {@code @RegisterExtension}. One Chromium serves all tests; each visit
 * has its own cookies and cache. A fault that remains in {@link Visit#faults()} fails the test.
 */
public final class Browsing implements BeforeEachCallback, AfterEachCallback {

    /** An option of a visit's browser context. */
    public interface Wish extends Consumer<NewContextOptions> {}

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> allowed;
    private final List<Visit> visits = new ArrayList<>();
    private Chromium chromium;

    /** @param allowed hosts, or hosts with port, that pages may send requests to; by default this machine only */
    public Browsing(String... allowed) {
        this.allowed = allowed.length == 0 ? THIS_MACHINE : Set.of(allowed);
    }

    /**
     * Opens an empty browser: English, Paris time, light, 1280 px, with JavaScript, unless an option says otherwise.
     */
    public Visit visit(Wish... wishes) {
        NewContextOptions options = new NewContextOptions().setTimezoneId("Europe/Paris");
        Stream.concat(Stream.of(locale("en"), width(1280)), Stream.of(wishes)).forEach(wish -> wish.accept(options));
        boolean scripts = !Boolean.FALSE.equals(options.javaScriptEnabled);
        options.setJavaScriptEnabled(true); // Visit disables scripts itself, so that axe can still run
        Visit visit = new Visit(chromium.browser().newContext(options), allowed, scripts);
        visits.add(visit);
        return visit;
    }

    public static Wish locale(String tag) {
        return options -> options.setLocale(tag);
    }

    public static Wish timeZone(String id) {
        return options -> options.setTimezoneId(id);
    }

    public static Wish noJavaScript() {
        return options -> options.setJavaScriptEnabled(false);
    }

    public static Wish width(int px) {
        return options -> options.setViewportSize(px, 720);
    }

    public static Wish dark() {
        return options -> options.setColorScheme(ColorScheme.DARK);
    }

    public static Wish forcedColors() {
        return options -> options.setForcedColors(ForcedColors.ACTIVE);
    }

    public static Wish reducedMotion() {
        return options -> options.setReducedMotion(ReducedMotion.REDUCE);
    }

    /** The class is the key because Quarkus may load it more than once, each time with its own Chromium. */
    @Override
    public void beforeEach(ExtensionContext context) {
        chromium = context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> faults =
                visits.stream().flatMap(visit -> visit.faults().stream()).toList();
        visits.forEach(Visit::close);
        visits.clear();
        if (!faults.isEmpty()) {
            throw new AssertionError("The browser noticed:\n- " + String.join("\n- ", faults));
        }
    }
}
