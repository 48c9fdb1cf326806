package ai.datacontrols.support;

import ai.datacontrols.accesslog.AccessLogEntry;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import io.quarkus.qute.RawString;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages of the staff pages. */
@MessageBundle("support")
public interface SupportMessages {
    @Message
    String accessLogEmpty();

    @Message
    String accessLogIntroduction();

    @Message
    String accessLogTitle();

    @Message
    String accessUnverifiable(long sequence);

    @Message
    String accesses();

    @Message
    String accessesEmpty();

    @Message
    String accountId();

    @Message
    String actor(Actor actor);

    @Message
    String anotherAccount();

    @Message
    String anotherMoment();

    @Message
    String anotherMomentAnswer();

    @Message
    String asOf(String zone);

    @Message
    String ask();

    @Message
    String choice();

    @Message
    String copied();

    @Message
    String copy();

    @Message
    String created(String zone);

    @Message
    String decidedByEntry(long entry);

    @Message
    String download();

    @Message
    String endedAt(RawString moment);

    @Message
    String entriesShown(int shown, long total);

    @Message
    String entryNumber(long entry);

    @Message
    String erased();

    @Message
    String evidence(String evidence);

    @Message
    String fault(AccountPage.Fault fault);

    @Message
    String filter();

    @Message
    String filterAccount();

    @Message
    String filterFrom(String zone);

    @Message
    String filterPeriod();

    @Message
    String filterStaff();

    @Message
    String filterUnknown(String field);

    @Message
    String filterUntil(String zone);

    @Message
    String filterWrong(String field);

    @Message
    String found();

    @Message
    String happened(LedgerEntry.Kind kind, String product, String plan);

    @Message
    String historyEmpty();

    @Message
    String introduction();

    @Message
    String kind();

    @Message
    String menu();

    @Message
    String newest();

    @Message
    String noChoice();

    @Message
    String notKnown();

    @Message
    String notUsed();

    @Message
    String noticeNotRecorded();

    @Message
    String noticeShown(String language, String policyVersion, String textVersion);

    @Message
    String optedIn(RawString since, long entry);

    @Message
    String optedOut(RawString since, long entry);

    @Message
    String personReads();

    @Message
    String planEntry(RawString since, long entry);

    @Message
    String problem(SearchPage.Problem problem);

    @Message
    String reason();

    @Message
    String reasonHint();

    @Message
    String recorded(RawString moment);

    @Message
    String reply();

    @Message
    String replyHint(String language);

    @Message
    String revision(long revision);

    @Message
    String rule(String rule, String version);

    @Message
    String search();

    @Message
    String selectAll();

    @Message
    String severalFound();

    @Message
    String showAsOf();

    @Message
    String showNow();

    @Message
    String shownAsOf(RawString moment);

    @Message
    String shownNow(RawString moment);

    @Message
    String startedAt(RawString moment);

    @Message
    String subject();

    @Message
    String surface(Channel surface);

    @Message
    String title();

    @Message
    String used(RawString since);

    @Message
    String view(AccessLogEntry.View view);

    @Message
    String why();

    @Message
    String withComment();

    @Message
    String withRating();

    @Message
    String withdrawn(RawString since, long entry);

    @Message
    String wouldBeUsedAnswer();

    @Message
    String yourReason();
}
