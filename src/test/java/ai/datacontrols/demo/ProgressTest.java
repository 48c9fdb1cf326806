package ai.datacontrols.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void namesAPhaseWhenItBeginsAndItsDurationWhenItEnds() {
        new Progress(out, Duration.ofMinutes(1))
                .run("1/2 Compiling", () -> assertThat(printed()).isEqualTo("1/2 Compiling ..."));
        assertThat(printed()).isEqualTo("1/2 Compiling ... 0 s" + System.lineSeparator());
    }

    @Test
    void printsDotsOnTheSameLineWhileAPhaseLasts() {
        new Progress(out, Duration.ofMillis(10))
                .run("2/2 Packaging", () -> await().until(() -> printed().endsWith("......")));
        assertThat(printed()).matches("2/2 Packaging \\.{6,} \\d+ s\\R");
    }

    @Test
    void endsTheLineOfAPhaseThatFails() {
        var failure = new PartsException("PostgreSQL did not start");
        var progress = new Progress(out, Duration.ofMinutes(1));
        assertThatThrownBy(() -> progress.run("1/1 PostgreSQL", () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(printed()).isEqualTo("1/1 PostgreSQL ..." + System.lineSeparator());
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
