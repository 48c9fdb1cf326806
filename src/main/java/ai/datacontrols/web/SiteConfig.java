package ai.datacontrols.web;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

@ConfigMapping(prefix = "data-controls")
public interface SiteConfig {

    /** Returns the public URL, such as {@code https://privacy.example.com}: the only one that pages are served at. */
    URI address();

    /** Returns the URL of the company's article on fine-tuning, linked from the rule about it. */
    URI fineTuningArticle();
}
