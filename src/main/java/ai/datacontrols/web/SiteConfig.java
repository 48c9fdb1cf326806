package ai.datacontrols.web;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where these pages are on the web, and what they link to. */
@ConfigMapping(prefix = "data-controls")
public interface SiteConfig {

    /** The address people know, such as {@code https://privacy.example.com}: the only one that pages are served at. */
    URI address();

    /** The company's own article on fine-tuning, linked from the rule about it. */
    URI fineTuningArticle();
}
