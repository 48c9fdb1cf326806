package ai.datacontrols.settings;

import ai.datacontrols.ledger.ChooseCommand;
import ai.datacontrols.policy.ChoiceAction;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticePlace;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.web.auth.AccountTag;
import ai.datacontrols.web.filter.GlobalPrivacyControl;
import ai.datacontrols.web.input.FormValues;
import ai.datacontrols.web.locale.NoticeTexts;
import ai.datacontrols.web.locale.UserLocale;
import jakarta.ws.rs.NotFoundException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** A form that records a choice or its withdrawal: the state and the notice that its page showed, and an idempotency key. */
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

    /** The {@link NoticePlace} of this form. */
    @RestForm
    String noticePlace;

    @RestForm
    String noticeVersion;

    /** Empty if no plan was known. */
    @RestForm
    String noticePlan;

    @RestForm
    String account;

    @RestQuery
    String from;

    /** Returns why the form is rejected in this session. One of an earlier release, without an account, is stale. */
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
            ChoiceAction action,
            PolicyTimeline timeline,
            Instant now,
            UserLocale userLocale,
            GlobalPrivacyControl privacyControl) {
        var inForce = timeline.at(now);
        if (inForce.product(product).isEmpty()) {
            throw new NotFoundException();
        }
        return new ChooseCommand(
                account,
                product,
                action,
                new ExpectedState(sequence(planEntry), sequence(choiceEntry), policyVersion),
                noticeShown(product, action, timeline, now, userLocale).orElse(null),
                requestId(),
                privacyControl.isSent());
    }

    boolean isOfPage(String plan, Policy policy, String language) {
        return (plan == null ? "" : plan).equals(noticePlan)
                && policy.version().equals(policyVersion)
                && language.equals(this.language);
    }

    /** Returns the notice that the form names; empty if the pages have no such form, so that none is recorded. */
    private Optional<NoticeShown> noticeShown(
            String product, ChoiceAction action, PolicyTimeline timeline, Instant now, UserLocale userLocale) {
        if (noticePlan == null || !userLocale.isSupported(language)) {
            return Optional.empty();
        }
        var plan = noticePlan.isEmpty() ? null : noticePlan;
        var place = Stream.of(NoticePlace.values())
                .filter(its -> its.name().equals(noticePlace))
                .findFirst();
        return timeline.versions().stream()
                .filter(version -> version.version().equals(policyVersion))
                .filter(version -> !version.inForceFrom().isAfter(now))
                .findFirst()
                .flatMap(policy -> place.filter(its -> NoticeTexts.isPublished(noticeVersion, its))
                        .filter(its -> its.offers(action, policy, product, plan))
                        .map(its -> new NoticeShown(
                                policy.version(),
                                NoticeTexts.policyTexts(noticeVersion, policy),
                                language,
                                its,
                                noticeVersion,
                                plan)));
    }

    /** Returns the idempotency key; a new one if it is malformed, because an opt-out is always accepted. */
    private UUID requestId() {
        return FormValues.uuid(requestId).orElseGet(UUID::randomUUID);
    }

    /** Returns a sequence; null if malformed: an opt-in or a withdrawal is then stale, and an opt-out doesn't need it. */
    private static Long sequence(String text) {
        return FormValues.sequence(text).orElse(null);
    }
}
