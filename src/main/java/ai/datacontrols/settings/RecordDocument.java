package ai.datacontrols.settings;

import ai.datacontrols.ledger.AccountProfile;
import ai.datacontrols.ledger.LedgerEntry;
import ai.datacontrols.ledger.RecordedRead;
import ai.datacontrols.ledger.SupportRead.View;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.policy.Surface;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * All that is kept of a person, as they take it with them (GDPR, articles 15 and 20): {@code /schemas/record-1.json}. What is
 * not known is left out.
 */
@JsonInclude(Include.NON_NULL)
record RecordDocument(
        URI schema,
        UUID account,
        Instant asOf,
        Profile profile,
        List<State> state,
        List<Entry> entries,
        boolean whole,
        List<Look> looks,
        URI policy) {

    /** What the sign-in says of the person, and the language that they chose. */
    @JsonInclude(Include.NON_NULL)
    record Profile(String email, String displayName, String language) {

        static Profile of(AccountProfile profile) {
            return profile == null ? null : new Profile(profile.email, profile.displayName, profile.language);
        }
    }

    /** Where they stand with a product. */
    @JsonInclude(Include.NON_NULL)
    record State(String product, String plan, Choice choice, Instant usableSince) {

        static State of(Standing standing) {
            return new State(standing.product(), standing.plan(), standing.choice(), standing.usableSince());
        }
    }

    /** One thing that happened, with its place in the chain. */
    @JsonInclude(Include.NON_NULL)
    record Entry(
            long sequence,
            LedgerEntry.Kind kind,
            String product,
            String plan,
            Instant happenedAt,
            Instant recordedAt,
            Instant startedAt,
            Instant endedAt,
            Long revision,
            Actor actor,
            Surface surface,
            String requestedBy,
            String policyVersion,
            String textVersion,
            String language,
            Boolean globalPrivacyControl,
            String evidence,
            URI receipt,
            String previousHash,
            String hash,
            String hashedText) {

        static Entry of(LedgerEntry entry, URI site) {
            return new Entry(
                    entry.sequence,
                    entry.kind,
                    entry.product,
                    entry.plan,
                    entry.happenedAt,
                    entry.recordedAt,
                    entry.startedAt,
                    entry.endedAt,
                    entry.revision,
                    entry.actor,
                    entry.surface,
                    entry.requestedBy,
                    entry.policyVersion,
                    entry.textVersion,
                    entry.language,
                    entry.globalPrivacyControl,
                    entry.evidence,
                    entry.isChoice() ? site.resolve("/settings/receipts/" + entry.sequence + ".json") : null,
                    HexFormat.of().formatHex(entry.previousHash),
                    HexFormat.of().formatHex(entry.hash),
                    entry.hashedText());
        }
    }

    /** One time that staff looked at the account, or found it by a search. */
    @JsonInclude(Include.NON_NULL)
    record Look(Instant at, View view, Instant asOf, String reason, String subject, String staff) {

        static Look of(RecordedRead read, boolean namesStaff) {
            return new Look(
                    read.recordedAt(),
                    read.view(),
                    read.asOf(),
                    read.reason(),
                    read.subject(),
                    namesStaff ? read.staffName() : null);
        }
    }
}
