package ai.datacontrols.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.web.SharedPerson;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pieces of pages that are rendered once and shown to many are the same for all of them. */
@QuarkusTest
class CachedPiecesTest {

    private static final Map<String, String> ON_FREE = Map.of("le-chat", "free");

    /** People whose pages differ in what a cached piece shows, or could show. */
    private static final List<SharedPerson> PEOPLE = List.of(
            SharedPerson.onPlans(ON_FREE),
            SharedPerson.onPlans(ON_FREE).who(visitor -> visitor.press("le-chat", Map.of())),
            SharedPerson.onPlans(Map.of("le-chat", "pro")),
            SharedPerson.onPlans(Map.of("le-chat", "team")),
            SharedPerson.onPlans(Map.of("le-chat", "team")).who(visitor -> visitor.press("le-chat", Map.of())),
            SharedPerson.onPlans(Map.of("le-chat", "free", "la-plateforme", "experiment")),
            SharedPerson.onPlans(Map.of("la-plateforme", "scale")),
            SharedPerson.onPlans(Map.of()));

    private static final List<String> LANGUAGES = List.of("en", "de");
    private static final List<String> LINKS =
            List.of("/settings", "/settings?product=la-plateforme", "/settings?product=le-chat&from=le-chat");

    @Inject
    @CacheName("qute-cache")
    Cache cache;

    @Test
    void everyPageIsTheSameWithPiecesRenderedForOthers() {
        var alone = new LinkedHashMap<String, String>();
        visit((name, page) -> {
            alone.put(name, page);
            cache.invalidateAll().await().indefinitely();
        });
        visit((name, page) -> {});

        visit((name, page) -> assertThat(page).as(name).isEqualTo(alone.get(name)));
        assertThat(alone.values()).doesNotHaveDuplicates();
    }

    private interface Reader {
        void read(String name, String page);
    }

    private static void visit(Reader reader) {
        for (var person : PEOPLE) {
            for (var language : LANGUAGES) {
                for (var link : LINKS) {
                    var page = person.visitor(language).get(link);
                    assertThat(page.statusCode()).isEqualTo(200);
                    reader.read(person.id() + " " + language + " " + link, withoutWhatChanges(page.asString()));
                }
            }
        }
    }

    /** Removes random values, and the time bar, which moves. */
    private static String withoutWhatChanges(String page) {
        return page.replaceAll("name=\"(?:csrf|requestId)\" value=\"[^\"]*\"", "")
                .replaceAll("<svg class=\"bar\".*?</svg>", "");
    }
}
