package ai.datacontrols.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.ApplicationClasses;
import ai.datacontrols.web.request.RequestPipeline;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@link RequestPipeline} lists every filter, and each of its entries links the class of its filter. */
class RequestPipelineTest {

    /** An entry whose comment begins with the link to its class. */
    private static final Pattern ENTRY = Pattern.compile(
            "/\\*\\*[\\s*]+\\{@link ([\\w.]+)\\}(?:(?!\\*/).)*\\*/\\s+(?:public static final int )?([A-Z_]+)\\b",
            Pattern.DOTALL);

    private static String source;

    @BeforeAll
    static void readSource() throws IOException {
        source = Files.readString(Path.of("src/main/java/ai/datacontrols/web/request/RequestPipeline.java"));
    }

    @Test
    void everyEntryLinksTheClassThatRegistersTheFilter() {
        assertThat(linkedBeforeAuthentication(source)).isEqualTo(registering(ApplicationClasses.IMPORTED));
    }

    @Test
    void everyFilterOfResourcesIsListedWithItsPriority() {
        assertThat(listedForResources(source)).isEqualTo(filtersOfResources(ApplicationClasses.IMPORTED));
    }

    @Test
    void reportsAnEntryThatLinksAnotherClass() {
        var changed = source.replace("web.filter.ProtocolFilter}", "web.filter.MeCorsFilter}");

        assertThat(linkedBeforeAuthentication(changed)).isNotEqualTo(registering(ApplicationClasses.IMPORTED));
    }

    @Test
    void reportsAFilterThatIsNotListed() {
        var changed = source.replace("{@link ai.datacontrols.web.filter.ParameterFilter}", "A filter");

        assertThat(listedForResources(changed)).isNotEqualTo(filtersOfResources(ApplicationClasses.IMPORTED));
    }

    /** Returns the linked class of each entry, by the entry's name. */
    private static Map<String, String> links(String source) {
        return ENTRY.matcher(source)
                .results()
                .collect(Collectors.toMap(
                        entry -> entry.group(2),
                        entry -> entry.group(1).contains(".")
                                ? entry.group(1)
                                : RequestPipeline.class.getPackageName() + "." + entry.group(1)));
    }

    private static Map<String, String> linkedBeforeAuthentication(String source) {
        var links = new TreeMap<>(links(source));
        links.keySet()
                .retainAll(Stream.of(RequestPipeline.values()).map(Enum::name).toList());
        return links;
    }

    private static Map<String, String> registering(JavaClasses classes) {
        var found = new TreeMap<String, String>();
        for (var javaClass : classes) {
            for (var access : javaClass.getFieldAccessesFromSelf()) {
                if (access.getTargetOwner().isEquivalentTo(RequestPipeline.class)
                        && !javaClass.isEquivalentTo(RequestPipeline.class)) {
                    found.put(access.getTarget().getName(), javaClass.getName());
                }
            }
        }
        return found;
    }

    /** Returns the priority of each listed class. */
    private static Map<String, Integer> listedForResources(String source) {
        var links = links(source);
        var found = new TreeMap<String, Integer>();
        for (var field : RequestPipeline.OfResources.class.getFields()) {
            if (links.containsKey(field.getName())) {
                found.put(links.get(field.getName()), valueOf(field));
            }
        }
        return found;
    }

    private static int valueOf(Field constant) {
        try {
            return constant.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Integer> filtersOfResources(JavaClasses classes) {
        var found = new TreeMap<String, Integer>();
        for (var javaClass : classes) {
            for (var method : javaClass.getMethods()) {
                method.tryGetAnnotationOfType(ServerRequestFilter.class)
                        .ifPresent(filter -> found.put(javaClass.getName(), filter.priority()));
                method.tryGetAnnotationOfType(ServerResponseFilter.class)
                        .ifPresent(filter -> found.put(javaClass.getName(), filter.priority()));
            }
        }
        return found;
    }
}
