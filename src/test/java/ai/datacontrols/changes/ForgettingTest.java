package ai.datacontrols.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.RealParts;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The feed doesn't grow for ever, though nobody asks it to forget. */
@QuarkusTest
class ForgettingTest {

    private static final int OLD = 25_000;

    @Inject
    BeanManager beans;

    @Test
    void whatIsOlderThanItIsKeptForGoesByItself() throws SQLException {
        Tampering.with("""
                insert into permission_change (account, sequence, product, changed_at)
                select gen_random_uuid(), 1, 'le-chat', now() - interval '8 days' from generate_series(1, %d)
                """.formatted(OLD), """
                insert into permission_change (account, sequence, product, changed_at)
                values (gen_random_uuid(), 1, 'le-chat', now() - interval '6 days')""");
        assertThat(changesOlderThan("7 days")).isEqualTo(OLD);

        theApplicationStarts();

        await().untilAsserted(() -> assertThat(changesOlderThan("7 days")).isZero());
        assertThat(changesOlderThan("5 days")).isEqualTo(1);
        Tampering.with("delete from permission_change where changed_at < now() - interval '5 days'");
    }

    private void theApplicationStarts() {
        beans.resolveObserverMethods(new StartupEvent()).stream()
                .filter(observer -> observer.getBeanClass().equals(Forgetting.class))
                .forEach(observer -> observer.notify(new StartupEvent()));
    }

    private static int changesOlderThan(String age) throws SQLException {
        try (var connection = DriverManager.getConnection(RealParts.applicationJdbcUrl());
                var found = connection
                        .createStatement()
                        .executeQuery("select count(*) from permission_change where changed_at < now() - interval '"
                                + age + "'")) {
            found.next();
            return found.getInt(1);
        }
    }
}
