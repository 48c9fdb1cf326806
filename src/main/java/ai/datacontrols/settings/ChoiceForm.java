package ai.datacontrols.settings;

import ai.datacontrols.ledger.ChooseCommand;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.auth.AccountTag;
import ai.datacontrols.web.filter.GlobalPrivacyControl;
import ai.datacontrols.web.locale.UserLocale;
import jakarta.ws.rs.NotFoundException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** What the switch's form sends: what its page showed, in which language, and the id of this attempt. */
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

    /** Whom the form was rendered for ({@link AccountTag}). */
    @RestForm
    String account;

    @RestQuery
    String from;

    /**
     * Says why the form can't be taken in this session; empty when it was rendered for the signed-in account. One that names no
     * account comes from a page of an earlier release.
     */
    Optional<CardNotice> rejection(AccountTag signedIn) {
        if (account == null) {
            return Optional.of(CardNotice.STALE);
        }
        return signedIn.matches(account) ? Optional.empty() : Optional.of(CardNotice.OTHER_ACCOUNT);
    }

    /** @throws NotFoundException when the policy in force knows no such product */
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

    /** An opt-out is taken whatever else the form holds, so an attempt without a usable id gets one. */
    private UUID requestId() {
        try {
            return UUID.fromString(requestId);
        } catch (IllegalArgumentException | NullPointerException unusable) {
            return UUID.randomUUID();
        }
    }

    /** Null for what is no entry: an opt-in with it is stale, and an opt-out doesn't need it. */
    private static Long sequence(String text) {
        return text != null && text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }
}
