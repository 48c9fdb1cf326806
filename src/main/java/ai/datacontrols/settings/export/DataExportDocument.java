package ai.datacontrols.settings.export;

import ai.datacontrols.accesslog.AccessLogEntry.View;
import ai.datacontrols.accesslog.AccessLogView;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.NoticePlace;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.proof.store.AccountProof;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * All data stored about a person, in portable form (GDPR, articles 15 and 20): {@code /schemas/record-2.json}. Unknown
 * fields are omitted. Entries and accesses are streamed, so memory doesn't depend on their number.
 *
 * @param whole evaluated after the entries were written
 * @param proof proves the entries that were written; empty without a transparency log
 */
record DataExportDocument(
        URI schema,
        UUID account,
        Instant asOf,
        Profile profile,
        List<State> state,
        Elements entries,
        BooleanSupplier whole,
        @JsonProperty("log") Optional<AccountProof> proof,
        @JsonProperty("looks") Elements accesses,
        URI policy) {

    @FunctionalInterface
    interface Elements {
        void writeTo(Writer writer) throws IOException;
    }

    @FunctionalInterface
    interface Writer {
        void write(Object element) throws IOException;
    }

    /** Doesn't close the stream, because that would terminate an aborted response as if it were complete. */
    void writeTo(OutputStream out, ObjectMapper mapper) throws IOException {
        var json = mapper.createGenerator(out);
        var values = mapper.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
        Writer writer = value -> values.writeValue(json, value);
        json.writeStartObject();
        json.writeFieldName("schema");
        writer.write(schema);
        json.writeFieldName("account");
        writer.write(account);
        json.writeFieldName("asOf");
        writer.write(asOf);
        if (profile != null) {
            json.writeFieldName("profile");
            writer.write(profile);
        }
        json.writeFieldName("state");
        writer.write(state);
        json.writeArrayFieldStart("entries");
        entries.writeTo(writer);
        json.writeEndArray();
        json.writeBooleanField("whole", whole.getAsBoolean());
        if (proof.isPresent() && !proof.get().isEmpty()) {
            writeLog(json, proof.get());
        }
        json.writeArrayFieldStart("looks");
        accesses.writeTo(writer);
        json.writeEndArray();
        json.writeFieldName("policy");
        writer.write(policy);
        json.writeEndObject();
        json.flush();
    }

    private static void writeLog(JsonGenerator json, AccountProof proof) throws IOException {
        json.writeObjectFieldStart("log");
        json.writeStringField("checkpoint", proof.checkpoint().toString());
        json.writeArrayFieldStart("hashes");
        try {
            proof.hashes(hash -> {
                try {
                    json.writeString(hash.toString());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The profile: claims of the sign-in, and the chosen language. */
    @JsonInclude(Include.NON_NULL)
    record Profile(String email, String displayName, String language) {

        static Profile of(AccountProfile profile) {
            return profile == null ? null : new Profile(profile.email, profile.displayName, profile.language);
        }
    }

    @JsonInclude(Include.NON_NULL)
    record State(String product, String plan, Choice choice, Instant usableSince) {

        static State of(ConsentState consentState) {
            return new State(
                    consentState.product(), consentState.plan(), consentState.choice(), consentState.usableSince());
        }
    }

    /** One entry with its position in the chain. */
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
            Channel surface,
            String requestedBy,
            String policyVersion,
            String textVersion,
            String language,
            NoticePlace noticePlace,
            String noticeVersion,
            String noticePlan,
            Boolean globalPrivacyControl,
            String evidence,
            URI receipt,
            String previousHash,
            String hash,
            String hashedText,
            Seal seal) {

        /** @param seal null if the entry isn't sealed */
        static Entry of(LedgerEntry entry, Seal seal, URI site) {
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
                    entry.channel,
                    entry.requestedBy,
                    entry.policyVersion,
                    entry.textVersion,
                    entry.language,
                    entry.noticePlace,
                    entry.noticeVersion,
                    entry.noticePlan,
                    entry.globalPrivacyControl,
                    entry.evidence,
                    entry.isChoice() ? site.resolve("/settings/receipts/" + entry.sequence + ".json") : null,
                    HexFormat.of().formatHex(entry.previousHash),
                    HexFormat.of().formatHex(entry.hash),
                    entry.hashedText(),
                    seal);
        }
    }

    /** The place of an entry in the transparency log, with what opens its commitment. */
    @JsonInclude(Include.NON_NULL)
    record Seal(long index, String leaf, String nonce, List<Long> covered) {

        static Seal of(AccountProof.Seal seal) {
            return new Seal(
                    seal.index(),
                    seal.leaf().toString(),
                    seal.nonce() == null ? null : Base64.getEncoder().encodeToString(seal.nonce()),
                    seal.covered());
        }
    }

    /**
     * One staff access to the account, or a search that found it.
     *
     * @param verified false if what is stored isn't what was recorded; otherwise null
     */
    @JsonInclude(Include.NON_NULL)
    record StaffAccess(
            Instant at, View view, Instant asOf, String reason, String subject, String staff, Boolean verified) {

        static StaffAccess of(AccessLogView view, boolean namesStaff) {
            return new StaffAccess(
                    view.recordedAt(),
                    view.view(),
                    view.asOf(),
                    view.reason(),
                    view.subject(),
                    namesStaff ? view.staffName() : null,
                    view.verified() ? null : false);
        }
    }
}
