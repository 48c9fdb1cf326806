package ai.datacontrols.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Configures, for each product, where people find what these pages don't offer. */
@ConfigMapping(prefix = "data-controls.links")
public interface ProductLinks {

    @WithParentName
    Map<String, Links> byProduct();

    /** The links of one product; those that are not configured are not shown. */
    interface Links {

        /** Returns the page where people delete their data. */
        Optional<URI> deletion();

        /** Returns the page on conversations that are not stored. */
        Optional<URI> temporaryChats();

        /** Returns the page that says how long data is stored. */
        Optional<URI> retention();

        Optional<URI> privacyPolicy();

        /** Returns the page of support, which error pages link to as well. */
        Optional<URI> contact();
    }
}
