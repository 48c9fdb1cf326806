package ai.datacontrols.documents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.ApplicationClasses;
import com.tngtech.archunit.core.domain.JavaClass;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in docs/operations.md lists exactly the settings, with their defaults. */
class SettingsDocumentTest {

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void listsExactlyTheSettings() {
        assertThat(documented().keySet()).isEqualTo(new TreeSet<>(inCode().keySet()));
    }

    @Test
    void documentsTheDefaultsOfTheCode() {
        var documented = documented();
        inCode().forEach((name, byDefault) -> byDefault.ifPresent(
                value -> assertThat(documented.get(name)).as(name).isEqualTo("`" + escaped(value) + "`")));
    }

    private static String escaped(String value) {
        return value.replace("|", "\\|");
    }

    /** Returns the second column by setting. */
    private static Map<String, String> documented() {
        var settings = new TreeMap<String, String>();
        Document.read("operations.md").lines().stream()
                .filter(line -> line.startsWith("| `data-controls."))
                .map(line -> line.split("(?<!\\\\)\\|"))
                .forEach(cells -> {
                    var names = NAME.matcher(cells[1]);
                    var first = "";
                    while (names.find()) {
                        var name = names.group(1);
                        first = name.startsWith(".") ? first : name;
                        var whole = name.startsWith(".") ? first.replaceFirst("\\.[^.]+$", "") + name : name;
                        assertThat(settings).as("duplicate").doesNotContainKey(whole);
                        settings.put(whole, cells[2].strip());
                    }
                });
        return settings;
    }

    /** Returns the defaults of the code by setting. */
    private static Map<String, Optional<String>> inCode() {
        var settings = new TreeMap<String, Optional<String>>();
        ApplicationClasses.IMPORTED.stream()
                .filter(each -> each.isAnnotatedWith(ConfigMapping.class))
                .map(JavaClass::reflect)
                .forEach(group ->
                        add(group, group.getAnnotation(ConfigMapping.class).prefix(), settings));
        assertThat(settings).hasSizeGreaterThan(20);
        return settings;
    }

    private static void add(Class<?> group, String prefix, Map<String, Optional<String>> settings) {
        Stream.of(group.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .forEach(method -> {
                    var name = method.isAnnotationPresent(WithParentName.class)
                            ? prefix
                            : prefix + "." + kebab(method.getName());
                    if (method.getReturnType() == Map.class) {
                        var each = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[1];
                        if (((Class<?>) each).isInterface()) {
                            add((Class<?>) each, name + ".<id>", settings);
                        } else {
                            settings.put(name + ".<id>", Optional.empty());
                        }
                    } else {
                        settings.put(
                                name,
                                Optional.ofNullable(method.getAnnotation(WithDefault.class))
                                        .map(WithDefault::value));
                    }
                });
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase();
    }
}
