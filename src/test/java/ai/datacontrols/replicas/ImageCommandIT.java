package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command of the image starts quickly with its AOT cache and needs little memory. */
@QuarkusTest
class ImageCommandIT {

    private static final Duration FIRST_PAGE_WITHIN = Duration.ofMillis(2_500);
    private static final long MEGABYTES = 300;
    private static final int STARTS_AT_MOST = 5;
    private static final int PAGES = Integer.getInteger("pages", 10_000);
    private static final List<String> KINDS_OF_PAGES =
            List.of("/", "/settings", "/settings/history", "/settings/plans");
    private static final List<String> NOT_IN_EACH_JDK = List.of("-XX:AOTCache", "-Xlog:aot", "-XX:TrimNativeHeap");
    private static final Path CACHE = ImageProcess.FOLDER.resolve("app.aot");
    private static final Path FIGURES = Path.of("target", "figures", "image.txt");

    private final Jdk jdk = Jdk.likeTheImage();
    private final Account person = Realm.newPerson(Map.of("le-chat", "free"));
    private final List<Duration> starts = new ArrayList<>();
    private double processorSeconds;

    @Test
    void startsQuicklyAndNeedsLittleMemory() throws IOException, InterruptedException {
        Files.deleteIfExists(CACHE);
        if (jdk.isLikeTheImage()) {
            train();
        }
        for (var start = 1; start <= STARTS_AT_MOST && !isSoonEnough(); start++) {
            try (var application = start("start-" + start)) {
                starts.add(application.firstPageAfter());
                processorSeconds = application.processorTime().toMillis() / 1000.0;
            }
        }
        try (var application = start("pages")) {
            look(application, PAGES / KINDS_OF_PAGES.size());
            if (jdk.isLikeTheImage()) {
                // the JIT compiler releases its memory some seconds later
                await().atMost(Duration.ofSeconds(15))
                        .untilAsserted(
                                () -> assertThat(application.megabytes("VmRSS")).isLessThanOrEqualTo(MEGABYTES));
            }
            say(application);
            if (jdk.isLikeTheImage()) {
                var bound = isSoonEnough() ? FIRST_PAGE_WITHIN : boundOnASlowerMachine();
                assertThat(Collections.min(starts))
                        .as("first pages after %s", starts)
                        .isLessThanOrEqualTo(bound);
            }
        }
    }

    /** The limit is for the reference machine; on a slower one the cache must save the same share of a start. */
    private Duration boundOnASlowerMachine() throws IOException {
        var command = inAPod(ImageProcess.command(jdk));
        command.removeIf(part -> part.startsWith("-XX:AOTCache"));
        try (var application = new ImageProcess(command, log("without-cache"))) {
            var withoutCache = application.firstPageAfter();
            System.out.printf("first page without the cache after %s, with it after %s%n", withoutCache, starts);
            return withoutCache.multipliedBy(7).dividedBy(10);
        }
    }

    /** Uses the quickest start, because other load only makes a start slower. */
    private boolean isSoonEnough() {
        return starts.stream().anyMatch(start -> start.compareTo(FIRST_PAGE_WITHIN) <= 0);
    }

    /** Trains as docs/operations.md describes, with page requests, so that the cache contains their classes. */
    private void train() throws IOException, InterruptedException {
        var command = ImageProcess.command(jdk);
        command.replaceAll(part -> part.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="));
        try (var application = new ImageProcess(inAPod(command), log("training"))) {
            look(application, 1);
        }
        assertThat(CACHE).exists();
    }

    private ImageProcess start(String name) throws IOException {
        var command = inAPod(ImageProcess.command(jdk));
        if (!jdk.isLikeTheImage()) {
            command.removeIf(part -> NOT_IN_EACH_JDK.stream().anyMatch(part::startsWith));
        }
        return new ImageProcess(command, log(name));
    }

    /** Applies the memory limit of the pod, of which the JVM takes its share. */
    private static List<String> inAPod(List<String> command) throws IOException {
        var deployment = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("k8s", "base", "deployment.yaml").toFile());
        var limit = deployment
                .at("/spec/template/spec/containers/0/resources/limits/memory")
                .asText();
        var whole = new ArrayList<>(command);
        whole.add(1, "-XX:MaxRAM=" + limit.replace("Mi", "m"));
        return whole;
    }

    /**
     * Reuses one connection, as a browser or an ingress does; otherwise the measurement would include closed
     * connections.
     */
    private void look(ImageProcess application, int rounds) throws IOException, InterruptedException {
        var visitor = new Visitor("en");
        assertThat(visitor.signIn(application.address() + "/settings", person).statusCode())
                .isEqualTo(200);
        var browser = HttpClient.newHttpClient();
        for (var round = 0; round < rounds; round++) {
            for (var path : KINDS_OF_PAGES) {
                var page = HttpRequest.newBuilder(URI.create(application.address() + path))
                        .header("Cookie", visitor.cookieHeader())
                        .build();
                assertThat(browser.send(page, BodyHandlers.ofString()).statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
        }
    }

    private void say(ImageProcess application) throws IOException {
        var figures =
                "Java %d%s: first page after %s s (each start), %.1f s of processor time; after %d pages %d MB resident (%d of its own, %d of files), %d at the most%n"
                        .formatted(
                                jdk.feature(),
                                jdk.isLikeTheImage()
                                        ? " with an AOT cache"
                                        : ", as no newer one is here: no AOT cache, and no limits",
                                starts.stream()
                                        .map(start -> "%.2f".formatted(start.toMillis() / 1000.0))
                                        .toList(),
                                processorSeconds,
                                PAGES,
                                application.megabytes("VmRSS"),
                                application.megabytes("RssAnon"),
                                application.megabytes("RssFile"),
                                application.megabytes("VmHWM"));
        System.out.print(figures);
        Files.createDirectories(FIGURES.getParent());
        Files.writeString(FIGURES, figures);
    }

    private static Path log(String name) {
        return Path.of("target", "image-" + name + ".log");
    }
}
