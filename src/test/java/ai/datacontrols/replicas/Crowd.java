package ai.datacontrols.replicas;

import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Replica;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Several people who click at the same time, each in their own session. */
final class Crowd implements AutoCloseable {
    private static final int SIZE = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Random random = new Random();
    private final ExecutorService threads = Executors.newFixedThreadPool(SIZE);
    private final List<Clicker> people;
    private volatile boolean clicking;
    private CompletableFuture<Void> clicks = CompletableFuture.completedFuture(null);

    private Crowd(List<Clicker> people) {
        this.people = people;
    }

    /** @param plan stores a plan for an account, without which it has no choice */
    static Crowd signedIn(Replica application, Consumer<UUID> plan) {
        return new Crowd(IntStream.range(0, SIZE)
                .mapToObj(number -> {
                    var person = Realm.newPerson(Map.of());
                    plan.accept(UUID.fromString(person.id()));
                    return Clicker.signedIn(person, application, number % 2 == 0);
                })
                .toList());
    }

    void begin() {
        clicking = true;
        clicks = CompletableFuture.allOf(people.stream()
                .map(person -> CompletableFuture.runAsync(() -> person.clickWhile(() -> clicking), threads))
                .toArray(CompletableFuture[]::new));
    }

    /** Stops new clicks, waits for the pending ones and rethrows a failure of a thread. */
    void end() {
        clicking = false;
        clicks.join();
    }

    /** Waits for a random number of acknowledged choices. */
    void awaitSomeMoment() {
        var enough = acknowledged() + 30 + random.nextInt(60);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .failFast("clicking has stopped", () -> clicks.isDone())
                .until(() -> acknowledged() >= enough);
    }

    /** Waits until another choice of each person is acknowledged. */
    void awaitEverybodySaved() {
        var before = people.stream().map(Clicker::acknowledged).toList();
        await().atMost(PATIENCE)
                .failFast("clicking has stopped", () -> clicks.isDone())
                .until(() -> IntStream.range(0, SIZE)
                        .allMatch(number -> people.get(number).acknowledged() > before.get(number)));
    }

    List<UUID> accounts() {
        return people.stream().map(Clicker::account).toList();
    }

    List<Click> clicks() {
        return people.stream().flatMap(person -> person.clicks().stream()).toList();
    }

    long acknowledged() {
        return people.stream().mapToLong(Clicker::acknowledged).sum();
    }

    long inFlight() {
        return people.stream().filter(Clicker::isInFlight).count();
    }

    Set<Integer> refusals() {
        var all = new HashSet<Integer>();
        people.forEach(person -> all.addAll(person.refusals()));
        return all;
    }

    @Override
    public void close() {
        clicking = false;
        threads.shutdownNow();
    }
}
