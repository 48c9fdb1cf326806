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

    interface Links {

        Optional<URI> deletion();

        Optional<URI> temporaryChats();

        Optional<URI> retention();

        Optional<URI> privacyPolicy();

        /** Returns the page of support, which error pages link to as well. */
        Optional<URI> contact();
    }
}
