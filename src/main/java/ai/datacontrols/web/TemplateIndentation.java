package ai.datacontrols.web;

import io.quarkus.qute.EngineBuilder;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Removes the indentation of templates, which browsers ignore: it is several percent of a compressed page. */
@Singleton
class TemplateIndentation {

    private static final Pattern INDENTATION = Pattern.compile("(?m)^[ \\t]+");

    void register(@Observes EngineBuilder builder) {
        builder.addParserHook(template -> template.addContentFilter(
                content -> INDENTATION.matcher(content).replaceAll("")));
    }
}
