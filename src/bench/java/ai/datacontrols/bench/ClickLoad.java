package ai.datacontrols.bench;

import ai.datacontrols.bench.HttpConnection.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;

/**
 * Simulates people who switch le Chat off and on again by form: each POST sends the state that its page showed, and the
 * redirect names the recorded entry.
 */
final class ClickLoad {

    private static final Pattern RECORDED = Pattern.compile("[?&]recorded=(\\d+)");

    private final URI server;
    private final List<Person> people;
    private final int connections;

    /** @param connections number of concurrent connections; the people are distributed among them */
    ClickLoad(URI server, List<Person> people, int connections) {
        this.server = server;
        this.people = people;
        // at most one connection per person
        this.connections = Math.min(connections, people.size());
    }

    /** Receives every saved choice. */
    @FunctionalInterface
    interface Listener {
        void saved(UUID account, long sequence, long sentNanos);
    }

    /** Returns clicks per second at full speed. */
    double rate(Duration period) {
        return rate(period, 0, (account, sequence, sent) -> {});
    }

    /** @param most upper limit of clicks per second; 0 for no limit */
    double rate(Duration period, double most, Listener listener) {
        var count = new LongAdder();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            var mine = all(number -> switches(number), threads);
            // starts here: loading the pages is not part of the measurement
            var begin = System.nanoTime();
            var end = begin + period.toNanos();
            all(
                    number -> {
                        click(mine.get(number), end, most / connections, count, listener);
                        return null;
                    },
                    threads);
            return count.sum() * 1e9 / (System.nanoTime() - begin);
        } finally {
            threads.shutdown();
        }
    }

    /** Runs the work once per connection, all concurrently. */
    private <T> List<T> all(IntFunction<T> work, ExecutorService threads) {
        var parts = IntStream.range(0, connections)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> work.apply(number), threads))
                .toList();
        return parts.stream().map(CompletableFuture::join).toList();
    }

    private List<Switch> switches(int number) {
        try (var connection = new HttpConnection(server)) {
            return IntStream.range(0, people.size())
                    .filter(n -> n % connections == number)
                    .mapToObj(n -> Switch.read(connection, server, people.get(n)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void click(List<Switch> mine, long end, double most, LongAdder count, Listener listener) {
        try (var connection = new HttpConnection(server)) {
            var begin = System.nanoTime();
            for (var n = 0; System.nanoTime() < end; n++) {
                if (most > 0) {
                    // parks instead of spinning, which would take CPU from the server
                    LockSupport.parkNanos((long) (begin + n * 1e9 / most) - System.nanoTime());
                }
                var sent = System.nanoTime();
                var one = mine.get(n % mine.size());
                one.press(connection);
                listener.saved(DataSet.account(one.person.number()), one.choiceEntry, sent);
                count.increment();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One person's switch and the state that their page would show. */
    private static final class Switch {
        private final URI server;
        private final Person person;
        private final String account;
        private final String planEntry;
        private final String policyVersion;
        private boolean isOn;
        private long choiceEntry;

        private Switch(
                URI server,
                Person person,
                String account,
                String planEntry,
                String policyVersion,
                boolean isOn,
                long choiceEntry) {
            this.server = server;
            this.person = person;
            this.account = account;
            this.planEntry = planEntry;
            this.policyVersion = policyVersion;
            this.isOn = isOn;
            this.choiceEntry = choiceEntry;
        }

        private static Switch read(HttpConnection connection, URI server, Person person) {
            try {
                var page = Jsoup.parse(
                        connection.send(Requests.settings(server, person)).ok().body());
                var form = page.selectFirst("#le-chat-choice form");
                var entry = form.select("[name=choiceEntry]").val();
                return new Switch(
                        server,
                        person,
                        form.select("[name=account]").val(),
                        form.select("[name=planEntry]").val(),
                        form.select("[name=policyVersion]").val(),
                        form.attr("action").endsWith("opt-out"),
                        entry.isEmpty() ? 0 : Long.parseLong(entry));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void press(HttpConnection connection) throws IOException {
            var body = "csrf=%s&account=%s&requestId=%s&planEntry=%s&choiceEntry=%s&policyVersion=%s&language=en"
                    .formatted(
                            person.csrf(),
                            account,
                            UUID.randomUUID(),
                            planEntry,
                            choiceEntry == 0 ? "" : Long.toString(choiceEntry),
                            policyVersion);
            var answer = connection.send(
                    "POST /settings/le-chat/%s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(
                                    isOn ? "opt-out" : "opt-in",
                                    server.getAuthority(),
                                    person.cookies(),
                                    body.length(),
                                    body));
            var recorded = recorded(answer);
            if (recorded == choiceEntry) {
                throw new IllegalStateException("no entry was recorded for account number " + person.number());
            }
            choiceEntry = recorded;
            isOn = !isOn;
        }

        private static long recorded(Answer answer) {
            var recorded = RECORDED.matcher(answer.headers().getOrDefault("location", ""));
            if (answer.status() != 303 || !recorded.find()) {
                throw new IllegalStateException("choice was not saved: " + answer);
            }
            return Long.parseLong(recorded.group(1));
        }
    }
}
