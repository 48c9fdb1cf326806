package ai.datacontrols.ledger;

import java.util.Set;

/** The statements of the store that go to the database without Hibernate, so that nobody hears them there. */
public final class DirectStatements {

    private DirectStatements() {}

    /** Those of an account: its settings page, its turn, its history for decisions. */
    public static Set<String> ofAnAccount() {
        return Set.of(StateQuery.SQL, Turn.SQL, HistoryQuery.SQL);
    }
}
