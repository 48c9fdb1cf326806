package ai.datacontrols.settings.receipts;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Configures the controller (GDPR, article 4 (7)), as named on receipts. */
@ConfigMapping(prefix = "data-controls.controller")
public interface DataControllerConfig {

    String name();

    /** Returns the URL of the controller's contact page. */
    URI page();

    /**
     * Returns the right that an opt-out exercises, in terms of the Data Privacy Vocabulary: {@code eu-gdpr:A21},
     * objection, if the legal basis is legitimate interests. Only the controller can determine it.
     */
    Optional<String> rightToOptOut();
}
