package ai.datacontrols.pages;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A notice says by its kind whether something was saved, is only information, needs attention or failed. */
@QuarkusTest
class NoticeKindTest {

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @ParameterizedTest
    @CsvSource({
        "SETTINGS_JUST_OPTED_OUT, notice saved",
        "SETTINGS_STALE, notice warning",
        "SETTINGS_OF_ANOTHER_ACCOUNT, notice warning",
        "SETTINGS_ERASED, notice",
        "SETTINGS_WITH_PRIVACY_CONTROL, notice",
        "CHECK_WITH_FAULTS, notice warning",
        "NOT_FOUND, notice",
        "NOT_FOR_EVERYBODY, notice warning"
    })
    void theNoticeOfAPageIsOfTheKindOfItsMessage(KnownPage known, String kind) {
        var notices = Visitor.html(known.answer("en")).select(".notice:not(template .notice)");

        assertThat(notices.eachAttr("class")).extracting(String::strip).containsOnly(kind);
    }

    @Test
    void eachKindHasItsOwnShapeAndColour() {
        var page = KnownPage.NOT_FOUND.open(browsing, home).page();

        var looks = (List<?>) page.evaluate("""
                () => ['', 'saved', 'warning', 'failure'].map(kind => {
                  const notice = document.createElement('p');
                  notice.className = 'notice ' + kind;
                  document.querySelector('main').append(notice);
                  const icon = getComputedStyle(notice, '::before');
                  return icon.content + icon.clipPath + icon.borderRadius;
                })""");
        var colours = (List<?>)
                page.evaluate(
                        "() => [...document.querySelectorAll('main > .notice:empty')].map(it => getComputedStyle(it).backgroundColor)");

        assertThat(Set.copyOf(looks)).hasSize(4);
        assertThat(Set.copyOf(colours)).hasSize(4);
    }
}
