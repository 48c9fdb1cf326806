package ai.datacontrols.pages;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages link to what the operator configures for each product, and to nothing else. */
@QuarkusTest
class OperatorLinksTest {

    private static final SharedPerson PERSON =
            SharedPerson.onPlans(Map.of("le-chat", "free", "la-plateforme", "experiment"));

    @Test
    void showsTheConfiguredLinksOfEachProduct() {
        var links = Visitor.html(PERSON.visitor().get("/settings")).select("main nav.links");

        assertThat(links.eachAttr("aria-label"))
                .containsExactlyInAnyOrder("Elsewhere in le Chat", "Elsewhere in la Plateforme");
        assertThat(links.select("[aria-label$=Chat] a").eachText())
                .containsExactly(
                        "Delete data", "Temporary chats", "How long data is kept", "Privacy policy", "Contact us");
        assertThat(links.select("[aria-label$=Plateforme] a").eachAttr("href"))
                .containsExactly("https://help.example.com/privacy");
    }

    @Test
    void showsNoLinksOfAProductWithoutAPlan() {
        var person = SharedPerson.onPlans(Map.of("le-chat", "free"));

        assertThat(Visitor.html(person.visitor().get("/settings"))
                        .select("nav.links")
                        .eachAttr("aria-label"))
                .containsExactly("Elsewhere in le Chat");
    }

    @Test
    void errorPagesLinkToTheContact() {
        for (var visitor : new Visitor[] {new Visitor("en"), PERSON.visitor()}) {
            var page = Visitor.html(visitor.get("/nowhere"));

            assertThat(page.select("main .aside").text()).contains("If you write to support");
            assertThat(page.select("main .aside a").attr("href")).isEqualTo("https://help.example.com/contact");
        }
    }
}
