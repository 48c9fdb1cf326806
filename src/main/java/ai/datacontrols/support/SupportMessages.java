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
    String title();

    @Message
    String introduction();

    @Message
    String subject();

    @Message
    String reason();

    @Message
    String reasonHint();

    @Message
    String search();

    @Message
    String problem(SearchPage.Problem problem);

    @Message
    String severalFound();

    @Message
    String accountId();

    @Message
    String notKnown();

    @Message
    String yourReason();

    @Message
    String shownAsOf(RawString moment);

    @Message
    String shownNow(RawString moment);

    @Message
    String asOf(String zone);

    @Message
    String showAsOf();

    @Message
    String showNow();

    @Message
    String fault(AccountPage.Fault fault);

    @Message
    String used(RawString since);

    @Message
    String notUsed();

    @Message
    String plan();

    @Message
    String choice();

    @Message
    String menu();

    @Message
    String anotherAccount();

    @Message
    String personReads();

    @Message
    String reply();

    @Message
    String replyHint(String language);

    @Message
    String copy();

    @Message
    String copied();

    @Message
    String anotherMoment();

    @Message
    String anotherMomentAnswer();

    @Message
    String wouldBeUsedAnswer();

    @Message
    String selectAll();

    @Message
    String entryNumber(long entry);

    @Message
    String optedOut(RawString since, long entry);

    @Message
    String optedIn(RawString since, long entry);

    @Message
    String withdrawn(RawString since, long entry);

    @Message
    String noChoice();

    @Message
    String planEntry(RawString since, long entry);

    @Message
    String why();

    @Message
    String decidedByEntry(long entry);

    @Message
    String rule(String rule, String version);

    @Message
    String wouldBeUsed();

    @Message
    String product();

    @Message
    String kind();

    @Message
    String created(String zone);

    @Message
    String withRating();

    @Message
    String withComment();

    @Message
    String ask();

    @Message
    String history();

    @Message
    String historyEmpty();

    @Message
    String entriesShown(int shown, long total);

    @Message
    String newest();

    @Message
    String happened(LedgerEntry.Kind kind, String product, String plan);

    @Message
    String actor(Actor actor);

    @Message
    String surface(Channel surface);

    @Message
    String requestedBy(String client);

    @Message
    String recorded(RawString moment);

    @Message
    String startedAt(RawString moment);

    @Message
    String endedAt(RawString moment);

    @Message
    String revision(long revision);

    @Message
    String evidence(String evidence);

    @Message
    String noticeShown(String language, String policyVersion, String textVersion);

    @Message
    String noticeNotRecorded();

    @Message
    String accesses();

    @Message
    String accessesEmpty();

    @Message
    String erased();

    @Message
    String accessLogTitle();

    @Message
    String accessLogIntroduction();

    @Message
    String filterStaff();

    @Message
    String filterAccount();

    @Message
    String filterFrom(String zone);

    @Message
    String filterUntil(String zone);

    @Message
    String filter();

    @Message
    String filterWrong(String field);

    @Message
    String filterUnknown(String field);

    @Message
    String filterPeriod();

    @Message
    String download();

    @Message
    String view(AccessLogEntry.View view);

    @Message
    String found();

    @Message
    String accessLogEmpty();

    @Message
    String older();

    @Message
    String toSettings();
}
