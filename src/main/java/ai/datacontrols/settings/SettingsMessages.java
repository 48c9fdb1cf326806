package ai.datacontrols.settings;

import ai.datacontrols.ledger.store.LedgerEntry;
import io.quarkus.qute.RawString;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages of the signed-in person's pages; the texts that choices are based on belong to the policy version. */
@MessageBundle("settings")
public interface SettingsMessages {
    @Message
    String title();

    @Message
    String privacyControlSeen();

    @Message
    String privacyControlOffer();

    @Message
    String privacyControlOptOut(String product);

    @Message
    String yourReceipt();

    @Message
    String yourPlan(String plan);

    @Message
    String unknownPlan(String product);

    @Message
    String nothingUsedWhileUnknown(String product);

    /**
     * @param id the product's id, for what is done with it
     * @param product its name
     */
    @Message
    String mayBeUsed(String id, String product);

    /**
     * @param id the product's id, for what is done with it
     * @param product its name
     */
    @Message
    String nothingUsed(String id, String product);

    @Message
    String on();

    @Message
    String off();

    @Message
    String used(RawString since);

    @Message
    String usedByPlan(RawString since);

    @Message
    String notUsedByPlan(String plan);

    @Message
    String exceptFeedback();

    @Message
    String noSwitch(String plan);

    @Message
    String today();

    @Message
    String usableSince(RawString since);

    @Message
    String planChanges();

    @Message
    String offStaysOff();

    /** @param plans names of the plans that exclude use, with commas between */
    @Message
    String notUsedOn(String plans);

    /** @param plans names of the plans that have a choice, with commas between */
    @Message
    String mayBeUsedOn(String plans);

    @Message
    String ruleAnswer(RuleAnswer answer);

    @Message
    String whoSeesIt(String product);

    @Message
    String proof();

    @Message
    String receiptNumber(long number);

    @Message
    String receiptOfEach();

    @Message
    String notUsedByChoice(RawString since);

    @Message
    String currentOptOut(RawString since);

    @Message
    String keepMeOptedOut();

    @Message
    String savedOff(String product, RawString when);

    @Message
    String savedAhead(String product, RawString when);

    @Message
    String savedWithdrawn(String product, RawString when);

    @Message
    String withdrawalRefused();

    @Message
    String withdrawalLimitReached(int count);

    @Message
    String savedOn(String product, RawString when);

    @Message
    String noAnswer();

    @Message
    String stale();

    @Message
    String refused();

    @Message
    String refusedWithoutPlan(String product);

    @Message
    String onAlready(String product, RawString since);

    @Message
    String optInLimitReached(int count);

    @Message
    String otherAccount();

    @Message
    String signedOut();

    @Message
    String formExpired();

    @Message
    String accountErased(RawString when);

    @Message
    String planAndChoiceDecide(String plan);

    @Message
    String planDecides(String plan);

    /**
     * @param id id of the product, which selects the term for its data
     * @param product its name
     */
    @Message
    String noneUsed(String id, String product);

    @Message
    String usedBetween(RawString from, RawString until);

    @Message
    String usedOn(RawString day);

    @Message
    String noPlanNothingUsed();

    @Message
    String currentAdvanceOptOut(RawString since);

    @Message
    String canWithdraw();

    @Message
    String withdraw();

    @Message
    String withdrawEffect();

    @Message
    String lastChange(boolean byChoice, RawString when);

    @Message
    String lastChangeByRules(String version, RawString when);

    @Message
    String applied(int pipelines, RawString since);

    @Message
    String notYetApplied(int confirmed, int pipelines);

    @Message
    String seeHistory();

    @Message
    String whileOff();

    @Message
    String moreCheck();

    @Message
    String morePlans();

    @Message
    String moreHistory();

    @Message
    String whoSees();

    @Message
    String moreWhoSees();

    /**
     * @param plans comma-separated names of the plans that exclude use
     * @param plan the person's own plan
     */
    @Message
    String plansWithoutUse(String plans, String plan);

    /** @param plans names of the plans that have a choice, with commas between */
    @Message
    String plansWithChoice(String plans);

    @Message
    String optOutStays();

    @Message
    String downloadAll();

    @Message
    String historyTitle();

    @Message
    String historyIntroduction();

    @Message
    String historyEmpty();

    @Message
    String historyWillShow();

    @Message
    String decideNow();

    @Message
    String useBegins(String product);

    @Message
    String useEnds(String product);

    @Message
    String rulesCameIntoForce(String version);

    @Message
    String receipt();

    @Message
    String sealedAs(String index);

    @Message
    String happened(LedgerEntry.Kind kind, String product, String plan);

    @Message
    String source(EntrySource source);

    @Message
    String requestedBy(String client);

    @Message
    String erasureRepeated();

    @Message
    String visit(long count);

    @Message
    String visitBy(String name, long count);

    @Message
    String supportSearched();

    @Message
    String namedSearched(String name);

    @Message
    String accessReason(String reason);

    @Message
    String startedAt(RawString day);

    @Message
    String endedAt(RawString day);

    @Message
    String olderEntries();

    @Message
    String older();

    @Message
    String newest();
}
