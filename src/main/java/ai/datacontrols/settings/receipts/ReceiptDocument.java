package ai.datacontrols.settings.receipts;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.Decision;
import ai.datacontrols.policy.NoticePlace;
import ai.datacontrols.policy.Reason;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.proof.store.LogReader;
import ai.datacontrols.web.locale.ConsentNotice;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The published form of a receipt: {@code /schemas/receipt-2.json}, JSON-LD with the terms of the Data Privacy
 * Vocabulary 2.3 where they match, and the fields of ISO/IEC TS 27560 (docs/receipts.md). Unknown fields are omitted.
 */
@JsonInclude(Include.NON_NULL)
record ReceiptDocument(
        @JsonProperty("@context") JsonNode context,
        String type,
        URI schema,
        String id,
        String recordId,
        Instant checkedAt,
        String dataSubject,
        Party controller,
        LedgerEntry.Kind choice,
        String product,
        String productName,
        String plan,
        String planName,
        Process process,
        String right,
        Event event,
        Instant happenedAt,
        Instant recordedAt,
        Actor actor,
        Channel surface,
        Boolean globalPrivacyControl,
        String evidence,
        String policyVersion,
        URI policy,
        Shown shown,
        List<Use> uses,
        Proof proof) {

    private static final Set<String> CONSENT = Set.of(
            "dpv:Consent", "eu-gdpr:A6-1-a", "eu-gdpr:A6-1-a-explicit-consent", "eu-gdpr:A6-1-a-non-explicit-consent");

    @JsonInclude(Include.NON_NULL)
    record Party(String type, String name, URI page, String address, String contact) {}

    @JsonInclude(Include.NON_EMPTY)
    record Process(
            String type,
            String purpose,
            String processing,
            List<String> involvement,
            String data,
            String legalBasis,
            String jurisdiction,
            List<String> recipients,
            Storage storage,
            URI control) {}

    @JsonInclude(Include.NON_NULL)
    record Storage(String location, String duration) {

        static Storage of(DataControllerConfig controller) {
            return controller.storageLocation().isEmpty()
                            && controller.retention().isEmpty()
                    ? null
                    : new Storage(
                            controller.storageLocation().orElse(null),
                            controller.retention().orElse(null));
        }
    }

    /** The choice as an event of TS 27560; {@code consentStatus} only if the legal basis is consent. */
    @JsonInclude(Include.NON_NULL)
    record Event(Instant time, String valid, URI entity, String consentStatus) {

        static Event of(Receipt receipt, DataControllerConfig controller) {
            return new Event(
                    receipt.entry().happenedAt,
                    "until changed",
                    controller.page(),
                    controller.legalBasis().filter(CONSENT::contains).isPresent() ? status(receipt) : null);
        }

        private static String status(Receipt receipt) {
            if (receipt.entry().kind == LedgerEntry.Kind.OPTED_IN) {
                return "dpv:ConsentGiven";
            }
            return receipt.before().choice() == Choice.OPTED_IN ? "dpv:ConsentWithdrawn" : "dpv:ConsentRefused";
        }
    }

    @JsonInclude(Include.NON_NULL)
    record Shown(
            String type,
            String policyVersion,
            String textVersion,
            String language,
            NoticePlace place,
            String noticeVersion,
            String plan,
            String introduction,
            String label,
            String effect,
            String rule) {

        static Shown of(LedgerEntry entry, ConsentNotice notice) {
            return notice == null
                    ? null
                    : new Shown(
                            "dpv:Notice",
                            entry.policyVersion,
                            entry.textVersion,
                            notice.language(),
                            entry.noticePlace,
                            entry.noticeVersion,
                            entry.noticePlan,
                            notice.introduction(),
                            notice.label(),
                            notice.effect(),
                            notice.rule());
        }
    }

    /** On one kind of data, created at the instant of the choice. */
    record Use(String data, Answer before, Answer after) {}

    /** Whether data could be used, and why; {@code usableSince} only for the kind with a choice. */
    @JsonInclude(Include.NON_NULL)
    record Answer(boolean permitted, Reason reason, String rule, Instant usableSince) {

        static Answer of(Decision decision, ConsentState consentState, String kind) {
            return new Answer(
                    decision.permitted(),
                    decision.reason(),
                    decision.rule(),
                    kind.equals(Policy.INPUT_OUTPUT) ? consentState.usableSince() : null);
        }
    }

    record Sealed(String log, long index, int witnesses) {

        static Sealed of(LogReader.LogPlace place) {
            return place == null ? null : new Sealed(place.log(), place.index(), place.witnesses());
        }
    }

    /** The entry's position in the chain with the hash's input, and its proof of the transparency log. */
    @JsonInclude(Include.NON_NULL)
    record Proof(
            String algorithm,
            long sequence,
            String previousHash,
            String hash,
            String hashedText,
            boolean whole,
            String encoding,
            String nonce,
            String tlogProof,
            Sealed sealed) {

        static Proof of(Receipt receipt) {
            var proof = receipt.proof();
            return new Proof(
                    "HMAC-SHA-256",
                    receipt.entry().sequence,
                    receipt.previousHash(),
                    receipt.hash(),
                    receipt.entry().hashedText(),
                    receipt.isWhole(),
                    proof == null ? null : proof.encoding(),
                    proof == null ? null : Base64.getEncoder().encodeToString(proof.nonce()),
                    proof == null || proof.proof() == null
                            ? null
                            : proof.proof().toString(),
                    proof == null ? null : Sealed.of(proof.place()));
        }
    }

    static ReceiptDocument of(Receipt receipt, DataControllerConfig controller, URI site) {
        var entry = receipt.entry();
        var optedOut = entry.kind == LedgerEntry.Kind.OPTED_OUT;
        var right = optedOut ? controller.rightToOptOut().orElse(null) : null;
        return new ReceiptDocument(
                ReceiptSchema.CONTEXT,
                right == null ? "dpv:RecordsOfActivities" : "dpv:RightExerciseRecord",
                site.resolve(ReceiptSchema.PATH),
                "urn:data-controls:receipt:" + entry.account + ":" + entry.sequence,
                "urn:data-controls:record:" + entry.account + ":" + entry.sequence,
                receipt.checkedAt(),
                "urn:uuid:" + entry.account,
                new Party(
                        "dpv:DataController",
                        controller.name(),
                        controller.page(),
                        controller.address().orElse(null),
                        controller.contact().orElse(null)),
                entry.kind,
                entry.product,
                receipt.product(),
                receipt.before().plan(),
                receipt.plan(),
                process(entry.kind, controller, site),
                right,
                Event.of(receipt, controller),
                entry.happenedAt,
                entry.recordedAt,
                entry.actor,
                entry.channel,
                entry.globalPrivacyControl,
                entry.evidence,
                receipt.policyVersion(),
                site.resolve("/policy.json"),
                Shown.of(entry, receipt.notice()),
                receipt.uses().stream()
                        .map(use -> new Use(
                                use.kind(),
                                Answer.of(use.before(), receipt.before(), use.kind()),
                                Answer.of(use.after(), receipt.after(), use.kind())))
                        .toList(),
                Proof.of(receipt));
    }

    /** The vocabulary has no term for the withdrawal of an opt-out. */
    private static Process process(LedgerEntry.Kind choice, DataControllerConfig controller, URI site) {
        return new Process(
                "dpv:PersonalDataProcess",
                "urn:data-controls:purpose:model-training",
                "ai:ModelTraining",
                switch (choice) {
                    case OPTED_OUT -> List.of("dpv:OptingOutFromProcess", "dpv:ObjectingToProcess");
                    case OPTED_IN -> List.of("dpv:OptingInToProcess");
                    default -> null;
                },
                Policy.INPUT_OUTPUT,
                controller.legalBasis().orElse(null),
                controller.jurisdiction().orElse(null),
                controller.recipients().orElse(List.of()),
                Storage.of(controller),
                site.resolve("/settings"));
    }
}
