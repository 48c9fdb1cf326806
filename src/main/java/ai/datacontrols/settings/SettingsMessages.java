package ai.datacontrols.settings;

import ai.datacontrols.ledger.store.LedgerEntry;
import io.quarkus.qute.RawString;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages of the signed-in person's pages; the texts that choices are based on belong to the policy version. */
@MessageBundle("settings")
public interface SettingsMessages {
    @Message
    String cardAdvanceOptOut();

    @Message
    String cardAdvanceOptOutCanWithdraw();

    @Message
    String cardAdvanceOptOutInForce(RawString since);

    @Message
    String cardAdvanceOptOutKept(RawString since);

    @Message
    String cardBarToday();

    @Message
    String cardBarUsableSince(RawString since);

    @Message
    String cardBarUsedBetween(RawString from, RawString until);

    @Message
    String cardBarUsedOnDay(RawString day);

    @Message
    String cardFoldedWithoutPlan();

    @Message
    String cardPlanUnknown(String product);

    @Message
    String cardPlanUnknownEffect(String product);

    @Message
    String cardReceiptLink();

    @Message
    String cardSwitchExcluded(String plan);

    @Message
    String cardSwitchOff();

    @Message
    String cardSwitchOn();

    @Message
    String cardWithdraw();

    @Message
    String cardWithdrawEffect();

    @Message
    String elsewhereCheck();

    @Message
    String historyAccessReason(String reason);

    @Message
    String historyAccessUnverifiable();

    @Message
    String historyDecideNow();

    @Message
    String historyDownload();

    @Message
    String historyEmpty();

    @Message
    String historyEndedAt(RawString day);

    @Message
    String historyErasureRepeated();

    @Message
    String historyHappened(LedgerEntry.Kind kind, String product, String plan);

    @Message
    String historyIntroduction();

    @Message
    String historyNamedSearched(String name);

    @Message
    String historyNewest();

    @Message
    String historyNotSealed();

    @Message
    String historyOlderEntries();

    @Message
    String historyReceipt();

    @Message
    String historyRulesCameIntoForce(String version);

    @Message
    String historySealedAs(String index);

    @Message
    String historySource(EntrySource source);

    @Message
    String historyStartedAt(RawString day);

    @Message
    String historySupportSearched();

    @Message
    String historyUseBegins(String product);

    @Message
    String historyUseEnds(String product);

    @Message
    String historyVisit(long count);

    @Message
    String historyVisitBy(String name, long count);

    @Message
    String historyWillShow();

    @Message
    String noticeAccountErased(RawString when);

    @Message
    String noticeFormExpired();

    @Message
    String noticeNoAnswer();

    @Message
    String noticeOnAlready(String product, RawString since);

    @Message
    String noticeOptInLimitReached(int count);

    @Message
    String noticeOtherAccount();

    @Message
    String noticeRefused();

    @Message
    String noticeRefusedWithoutPlan(String product);

    @Message
    String noticeSavedInAdvance(String product, RawString when);

    @Message
    String noticeSavedOff(String product, RawString when);

    @Message
    String noticeSavedOn(String product, RawString when);

    @Message
    String noticeSavedWithdrawn(String product, RawString when);

    @Message
    String noticeSignedOut();

    @Message
    String noticeStale();

    @Message
    String noticeWithdrawalLimitReached(int count);

    @Message
    String noticeWithdrawalRefused();

    @Message
    String plansYourPlan(String plan);

    @Message
    String privacyControlOffer();

    @Message
    String privacyControlOptOut(String product);

    @Message
    String privacyControlSeen();

    @Message
    String rowPlanAndChoiceDecide(String plan);

    /** @param plans names of the plans that have a choice, with commas between */
    @Message
    String rowPlanAnswerMayBeUsed(String plans);

    /** @param plans names of the plans that exclude use, with commas between */
    @Message
    String rowPlanAnswerNotUsed(String plans);

    @Message
    String rowPlanAnswerOff();

    @Message
    String rowPlanDecides(String plan);

    @Message
    String rowPlanMore();

    @Message
    String rowPlanOptOutStays();

    @Message
    String rowPlanQuestion();

    @Message
    String rowPlanWhileOff();

    /** @param plans names of the plans that have a choice, with commas between */
    @Message
    String rowPlanWithChoice(String plans);

    /**
     * @param plans comma-separated names of the plans that exclude use
     * @param plan the person's own plan
     */
    @Message
    String rowPlanWithoutUse(String plans, String plan);

    @Message
    String rowProofAnswerNone();

    @Message
    String rowProofAnswerReceipt(long number);

    @Message
    String rowProofHistoryLink();

    @Message
    String rowProofLastChange(boolean byChoice, RawString when);

    @Message
    String rowProofLastChangeByRules(String version, RawString when);

    @Message
    String rowProofMore();

    @Message
    String rowRuleAnswer(RuleAnswer answer);

    @Message
    String rowWhoAnswer(String product);

    @Message
    String rowWhoMore();

    @Message
    String rowWhoQuestion();

    @Message
    String truthApplied(int pipelines, RawString since);

    @Message
    String truthCauseDefaultOfPlan(RawString since);

    @Message
    String truthCauseOptIn(RawString since);

    @Message
    String truthCauseOptOut(RawString since);

    @Message
    String truthCausePlan(String plan);

    @Message
    String truthExceptFeedback();

    /**
     * @param id the product's id, for what is done with it
     * @param product its name
     */
    @Message
    String truthMayBeUsed(String id, String product);

    /**
     * @param id id of the product, which selects the term for its data
     * @param product its name
     */
    @Message
    String truthNoneUsed(String id, String product);

    @Message
    String truthNotYetApplied(int confirmed, int pipelines);

    /**
     * @param id the product's id, for what is done with it
     * @param product its name
     */
    @Message
    String truthNothingUsed(String id, String product);
}
