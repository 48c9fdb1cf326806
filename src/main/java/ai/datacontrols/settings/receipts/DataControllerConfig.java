package ai.datacontrols.settings.receipts;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Configures the controller (GDPR, article 4 (7)), as named on receipts. */
@ConfigMapping(prefix = "data-controls.controller")
public interface DataControllerConfig {

    String name();

    URI page();

    /**
     * Returns the right that an opt-out exercises, in terms of the Data Privacy Vocabulary: {@code eu-gdpr:A21},
     * objection, if the legal basis is legitimate interests. Only the controller can determine it.
     */
    Optional<String> rightToOptOut();

    /**
     * Returns the legal basis of the processing, in terms of the Data Privacy Vocabulary: {@code eu-gdpr:A6-1-f} for
     * legitimate interests, {@code eu-gdpr:A6-1-a} for consent. Only the controller can determine it.
     */
    Optional<String> legalBasis();

    Optional<String> address();

    /** Returns an e-mail address or telephone number of the controller. */
    Optional<String> contact();

    Optional<String> jurisdiction();

    Optional<String> storageLocation();

    Optional<String> retention();

    /** Returns the third parties that receive the data. */
    Optional<List<String>> recipients();
}
