package ai.datacontrols.settings;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Who decides what the data is used for (GDPR, article 4 (7)), as receipts name them. */
@ConfigMapping(prefix = "data-controls.controller")
public interface DataControllerConfig {

    String name();

    /** Where they say how to reach them. */
    URI page();

    /**
     * The right that an opt-out exercises, as the Data Privacy Vocabulary names it: {@code eu-gdpr:A21}, objection, where the
     * processing rests on legitimate interests. Which one it is depends on that and is the controller's to say.
     */
    Optional<String> rightToOptOut();
}
