package ai.datacontrols.pages;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.web.ProductLinks;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Follows every link of every page, and of the pages found, as each persona and without sign-in. */
@QuarkusTest
class LinksTest {

    @TestHTTPResource
    URI home;

    @Inject
    RegisteredClients clients;

    @Inject
    ProductLinks configured;

    @ConfigProperty(name = "data-controls.fine-tuning-article")
    URI article;

    @ConfigProperty(name = "data-controls.sign-in.issuer")
    String issuer;

    private static final int MOST_ALIKE = Boolean.getBoolean("thorough") ? 8 : 2;

    private final List<String> faults = new ArrayList<>();
    private final Map<URI, Document> read = new HashMap<>();
    private final Deque<Document> toRead = new ArrayDeque<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private Visitor visitor;

    @ParameterizedTest
    @EnumSource
    void everyLinkLeadsSomewhere(Persona reader) {
        Stream.of(KnownPage.values()).filter(page -> page.reader() == reader).forEach(known -> {
            var address = home.resolve(known.path()).toString();
            toRead.add(Jsoup.parse(known.answer("en").asString(), address));
        });
        // its own session, because the last link ends it
        visitor = reader == Persona.NOBODY ? new Visitor("en") : reader.signIn();
        while (!toRead.isEmpty()) {
            var page = toRead.remove();
            page.select("[href], [src], [action]").forEach(element -> follow(element, page));
            assertIdsAreUniqueAndReferredTo(page);
            assertSaysWhoseItIs(page, reader);
            if (page.location().contains("param")) {
                faults.add(page.location() + " has a parameter that nobody gave it");
            }
            if (reader != Persona.NOBODY
                    && (page.html() + page.location()).contains(reader.account().id())) {
                faults.add(page.location() + " has the account's id");
            }
        }
        assertThat(faults).isEmpty();
        assertThat(read).hasSizeGreaterThan(5);
        assertThat(visitor.get("/sign-out").statusCode()).isEqualTo(302);
    }

    private void follow(Element element, Document page) {
        var name = Stream.of("href", "src", "action")
                .filter(element::hasAttr)
                .findFirst()
                .orElseThrow();
        if (element.attr(name).startsWith("data:") || element.attr(name).endsWith("/sign-out")) {
            return; // skips the icon, and links that are left to the end
        }
        var link = URI.create(element.absUrl(name));
        if (element.attr(name).startsWith("#")) {
            assertHasAnchor(page, link, page);
        } else if (!home.getAuthority().equals(link.getAuthority())) {
            assertIsRegistered(link, page);
        } else {
            var address = URI.create(link.toString().split("#")[0]);
            if (!read.containsKey(address) && !isOneOfManyAlike(address)) {
                read(address, page);
            }
            if (link.getFragment() != null && read.containsKey(address)) {
                assertHasAnchor(read.get(address), link, page);
            }
        }
    }

    /** A long history has a receipt for each choice, and each page exists in every language. */
    private boolean isOneOfManyAlike(URI address) {
        var alike = address.toString().replaceAll("(language=)\\w+", "$1").replaceAll("\\d[^/&]*", "1");
        return seen.merge(alike, 1, Integer::sum) > MOST_ALIKE;
    }

    /** Requests an address and queues it if it is a page. */
    private void read(URI address, Document linking) {
        var answer = visitor.copy().get(address.toString());
        if (!isExpected(answer, address)) {
            faults.add("%d %s, linked from %s".formatted(answer.statusCode(), address, linking.location()));
        }
        var isPage = answer.statusCode() == 200 && answer.contentType().startsWith("text/html");
        var page = isPage ? Jsoup.parse(answer.asString(), address.toString()) : null;
        read.put(address, page);
        if (isPage) {
            toRead.add(page);
        }
    }

    private boolean isExpected(Response answer, URI address) {
        var location = answer.header("Location");
        return switch (answer.statusCode()) {
            case 200 -> true;
            case 302, 303 -> location.startsWith(home.toString()) || location.startsWith(issuer);
            // a missing page is also missing in other languages
            case 403 -> address.getPath().equals(KnownPage.NOT_FOR_EVERYBODY.path());
            case 404 -> address.getPath().equals(KnownPage.NOT_FOUND.path());
            default -> false;
        };
    }

    private void assertHasAnchor(Document page, URI link, Document linking) {
        if (page == null || page.getElementById(link.getFragment()) == null) {
            faults.add("no anchor %s, linked from %s".formatted(link, linking.location()));
        }
    }

    private void assertIsRegistered(URI link, Document page) {
        var known = link.equals(article)
                || clients.byId().values().stream()
                        .anyMatch(client -> client.address().equals(link))
                || configured.byProduct().values().stream()
                        .flatMap(links -> Stream.of(
                                links.deletion(),
                                links.temporaryChats(),
                                links.retention(),
                                links.privacyPolicy(),
                                links.contact()))
                        .anyMatch(address -> address.filter(link::equals).isPresent());
        if (!known) {
            faults.add("%s leads to %s".formatted(page.location(), link));
        }
    }

    /** The page of a signed-in person names them, and so does each form that changes something. */
    private void assertSaysWhoseItIs(Document page, Persona reader) {
        var isPublic = page.select("#languages").isEmpty()
                || URI.create(page.location()).getPath().matches("/signed-out");
        var isNamed = !page.select("header .menu-person").text().isEmpty();
        if (!isPublic && reader != Persona.NOBODY && !isNamed) {
            faults.add(page.location() + " doesn't say who is signed in");
        }
        page.select("form[method=post]").stream()
                .filter(form -> form.select("input[name=account]").val().isEmpty())
                .forEach(form ->
                        faults.add(page.location() + " has a form without its account: " + form.attr("action")));
    }

    private void assertIdsAreUniqueAndReferredTo(Document page) {
        var ids = page.select("[id]").eachAttr("id");
        if (ids.stream().distinct().count() < ids.size()) {
            faults.add("%s has an id twice: %s".formatted(page.location(), ids));
        }
        Stream.of("aria-labelledby", "aria-describedby", "aria-controls", "for")
                .flatMap(name -> page.select("[" + name + "]").eachAttr(name).stream())
                .flatMap(value -> Stream.of(value.split(" ")))
                .filter(id -> !ids.contains(id))
                .forEach(id -> faults.add("%s refers to %s, which isn't there".formatted(page.location(), id)));
    }
}
