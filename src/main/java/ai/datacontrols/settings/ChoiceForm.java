package ai.datacontrols.settings;

import ai.datacontrols.ledger.ChooseCommand;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.auth.AccountTag;
import ai.datacontrols.web.filter.GlobalPrivacyControl;
import ai.datacontrols.web.input.FormValues;
import ai.datacontrols.web.locale.UserLocale;
import jakarta.ws.rs.NotFoundException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The form of the switch: the state that its page showed, the language, and an idempotency key. */
public class ChoiceForm {

    @RestForm
    String requestId;

    @RestForm
    String planEntry;

    @RestForm
    String choiceEntry;

    @RestForm
    String policyVersion;

    @RestForm
    String language;

    /** The account the form was rendered for ({@link AccountTag}). */
    @RestForm
    String account;

    @RestQuery
    String from;

    /**
     * Returns why the form is rejected in this session; empty if it was rendered for the signed-in account. A form
     * without an account comes from a page of an earlier release, and is accepted.
     */
    Optional<CardNotice> rejection(AccountTag signedIn) {
        if (account == null) {
            return Optional.of(CardNotice.STALE);
        }
        return signedIn.matches(account) ? Optional.empty() : Optional.of(CardNotice.OTHER_ACCOUNT);
    }

    /** @throws NotFoundException if the product isn't in the policy in force */
    ChooseCommand toCommand(
            UUID account,
            String product,
            Choice chosen,
            PolicyTimeline timeline,
            Instant now,
            UserLocale userLocale,
            GlobalPrivacyControl privacyControl) {
        var inForce = timeline.at(now);
        if (inForce.product(product).isEmpty()) {
            throw new NotFoundException();
        }
        var shownPolicy = timeline.versions().stream()
                .filter(version -> version.version().equals(policyVersion))
                .findFirst()
                .orElse(inForce);
        return new ChooseCommand(
                account,
                product,
                chosen,
                new ExpectedState(sequence(planEntry), sequence(choiceEntry), policyVersion),
                new NoticeShown(shownPolicy.version(), shownPolicy.textVersion(), userLocale.knownLanguage(language)),
                requestId(),
                privacyControl.isSent());
    }

    /** Returns the idempotency key; a new one if it is malformed, because an opt-out is always accepted. */
    private UUID requestId() {
        return FormValues.uuid(requestId).orElseGet(UUID::randomUUID);
    }

    /** Returns a sequence; null if malformed: an opt-in is then stale, and an opt-out doesn't need it. */
    private static Long sequence(String text) {
        return FormValues.sequence(text).orElse(null);
    }
}
