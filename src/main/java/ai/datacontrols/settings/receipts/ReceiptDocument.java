package ai.datacontrols.settings.receipts;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.Decision;
import ai.datacontrols.policy.NoticePlace;
import ai.datacontrols.policy.Reason;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.web.locale.ConsentNotice;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * The published form of a receipt: {@code /schemas/receipt-1.json}, JSON-LD with the terms of the Data Privacy
 * Vocabulary 2.2 where they match (docs/receipts.md). Unknown fields are omitted.
 */
@JsonInclude(Include.NON_NULL)
record ReceiptDocument(
        @JsonProperty("@context") JsonNode context,
        String type,
        URI schema,
        String id,
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

    /** The controller. */
    record Party(String type, String name, URI page) {}

    /** The processing that the choice applies to. */
    @JsonInclude(Include.NON_NULL)
    record Process(String type, String purpose, String processing, List<String> involvement, String data) {}

    /** The notice that the person was shown. */
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

    /** The effect of the choice on one kind of data, created at its instant. */
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

    /** The entry's position in the chain, and the hash's input. */
    record Proof(String algorithm, long sequence, String previousHash, String hash, String hashedText, boolean whole) {

        static Proof of(Receipt receipt) {
            return new Proof(
                    "HMAC-SHA-256",
                    receipt.entry().sequence,
                    receipt.previousHash(),
                    receipt.hash(),
                    receipt.entry().hashedText(),
                    receipt.isWhole());
        }
    }

    /** @param site the public URL of the pages */
    static ReceiptDocument of(Receipt receipt, DataControllerConfig controller, URI site) {
        var entry = receipt.entry();
        var optedOut = entry.kind == LedgerEntry.Kind.OPTED_OUT;
        var right = optedOut ? controller.rightToOptOut().orElse(null) : null;
        return new ReceiptDocument(
                ReceiptSchema.CONTEXT,
                right == null ? "dpv:RecordsOfActivities" : "dpv:RightExerciseRecord",
                site.resolve(ReceiptSchema.PATH),
                "urn:data-controls:receipt:" + entry.account + ":" + entry.sequence,
                receipt.checkedAt(),
                "urn:uuid:" + entry.account,
                new Party("dpv:DataController", controller.name(), controller.page()),
                entry.kind,
                entry.product,
                receipt.product(),
                receipt.before().plan(),
                receipt.plan(),
                process(entry.kind),
                right,
                entry.happenedAt,
                entry.recordedAt,
                entry.actor,
                entry.surface,
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
    private static Process process(LedgerEntry.Kind choice) {
        return new Process(
                "dpv:PersonalDataProcess",
                "urn:data-controls:purpose:model-training",
                "ai:ModelTraining",
                switch (choice) {
                    case OPTED_OUT -> List.of("dpv:OptingOutFromProcess", "dpv:ObjectingToProcess");
                    case OPTED_IN -> List.of("dpv:OptingInToProcess");
                    default -> null;
                },
                Policy.INPUT_OUTPUT);
    }
}
