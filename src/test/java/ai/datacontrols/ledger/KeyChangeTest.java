package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.ledger.Flaw.Kind;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Seen;
import ai.datacontrols.policy.Shown;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chain's key is changed as docs/operations.md says, while instances that were told at different times write. */
@QuarkusTest
class KeyChangeTest {

    private static final String CHAT = "le-chat";

    @Inject
    ChoiceSettings limits;

    @Inject
    Plans plans;

    @Inject
    PolicyTimeline timeline;

    @Inject
    DatabaseClock clock;

    @Inject
    EntityManager database;

    @Inject
    Store store;

    @ConfigProperty(name = "data-controls.ledger.chain-key")
    String firstKey;

    private final UUID account = UUID.randomUUID();
    private Chain old;
    private Chain told;
    private Chain changed;

    @BeforeEach
    void anEntryUnderTheFirstKey() {
        var first = Base64.getDecoder().decode(firstKey);
        var second = new byte[32];
        second[0] = 2;
        old = Keys.chain(1, Map.of(1, first));
        told = Keys.chain(1, Map.of(1, first, 2, second));
        changed = Keys.chain(2, Map.of(1, first, 2, second));
        plans.atSignIn(account, CHAT, "free", Instant.now());
    }

    @Test
    void instancesThatWereToldTakeTurnsAndTheChainStaysWhole() {
        choose(told, Choice.OPTED_OUT);
        choose(changed, Choice.OPTED_IN);
        choose(told, Choice.OPTED_OUT);
        choose(changed, Choice.OPTED_IN);

        assertThat(keys()).containsExactly(1, 1, 2, 2, 2);
        assertThat(flaws(changed)).isEmpty();
        assertThat(flaws(told)).isEmpty();
    }

    @Test
    void anInstanceThatWasNotToldAppendsNothingAfterANewerKeyAndSaysWhy() {
        choose(changed, Choice.OPTED_OUT);

        assertThatThrownBy(() -> choose(old, Choice.OPTED_IN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("key 2 of the ledger's chain is not known here");

        assertThat(keys()).containsExactly(1, 2);
        assertThat(flaws(changed)).isEmpty();
    }

    @Test
    void whatWasEditedOnEitherSideOfTheChangeIsFound() {
        choose(told, Choice.OPTED_OUT);
        choose(changed, Choice.OPTED_IN);
        choose(changed, Choice.OPTED_OUT);

        tamper("update ledger_entry set language = 'fr' where account = '%s' and sequence in (2, 4)");

        assertThat(flaws(changed)).containsExactly(new Flaw(account, 2, Kind.HASH), new Flaw(account, 4, Kind.HASH));
    }

    @Test
    void aMissingKeyIsNamedAndNobodyIsToldOfAChange() {
        choose(changed, Choice.OPTED_OUT);

        assertThat(flaws(old)).containsExactly(new Flaw(account, 2, Kind.UNKNOWN_KEY, 2));
        assertThatThrownBy(() -> new Verification(old, store).isWhole(account, entry -> true))
                .hasMessageContaining("can't be checked at entry 2: key 2 is not known here");
    }

    @Test
    void theLooksOfStaffChangeTheirKeyAsWell() {
        var staff = UUID.randomUUID();
        for (var chain : List.of(told, changed, told)) {
            QuarkusTransaction.requiringNew()
                    .run(() -> new SupportReads(chain, clock, database)
                            .record(SupportLook.account(staff, account, null, "ticket ABC-1", null), 60));
        }

        assertThat(QuarkusTransaction.requiringNew().call(() -> SupportRead.<SupportRead>list("staff", staff)))
                .extracting(SupportRead::chainKey)
                .containsExactlyInAnyOrder(1, 2, 2);
        assertThat(new Verification(changed, store).ofReads(staff)).isEmpty();
    }

    private void choose(Chain chain, Choice choice) {
        var instance = new Ledger(timeline, chain, clock, store, limits);
        QuarkusTransaction.requiringNew().run(() -> {
            var seen = Seen.of(instance.state(account).standing(CHAT), timeline.at(Instant.now()));
            instance.choose(new Choosing(account, CHAT, choice, seen, new Shown("1", "1", "en"), UUID.randomUUID()));
        });
    }

    private List<Integer> keys() {
        var ledger = new Ledger(timeline, told, clock, store, limits);
        return Recorded.entries(ledger, account).stream()
                .map(LedgerEntry::chainKey)
                .toList();
    }

    private List<Flaw> flaws(Chain chain) {
        return new Verification(chain, store).of(account);
    }

    private void tamper(String statement) {
        Tampering.with(statement.formatted(account));
    }
}
