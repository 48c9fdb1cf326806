package ai.datacontrols.web;

import io.quarkus.qute.TemplateData;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Provides pages with the version in the addresses of styles and scripts, so that browsers load those of a new release. */
@Named("assets")
@Singleton
@TemplateData
public class Assets {

    private final String version;

    Assets(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    public String version() {
        return version;
    }
}
