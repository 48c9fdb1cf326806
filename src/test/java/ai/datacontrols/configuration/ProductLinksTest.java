package ai.datacontrols.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.web.ProductLinks;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application refuses to start with a link that is no https URL. */
class ProductLinksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://help.example.com/contact",
                "http://localhost/contact",
                "mailto:help@example.com",
                "javascript:alert(1)",
                "https:/contact",
                "//help.example.com/contact",
                "/contact"
            })
    void rejectsALinkThatIsNoHttpsUrl(String address) {
        assertThatThrownBy(() -> links(address))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("data-controls.links.le-chat.contact must be an https:// URL");
    }

    @Test
    void readsTheLinksOfAProduct() {
        var links = links("https://help.example.com/contact").byProduct().get("le-chat");

        assertThat(links.contact()).contains(URI.create("https://help.example.com/contact"));
        assertThat(links.deletion()).isEmpty();
    }

    private static ProductLinks links(String contact) {
        return new SmallRyeConfigBuilder()
                .withMapping(ProductLinks.class)
                .withDefaultValue("data-controls.links.le-chat.contact", contact)
                .withDefaultValue("data-controls.links.le-chat.deletion", "")
                .withValidator(new StartupConfigValidator())
                .build()
                .getConfigMapping(ProductLinks.class);
    }
}
