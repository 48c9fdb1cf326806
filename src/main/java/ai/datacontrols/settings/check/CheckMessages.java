package ai.datacontrols.settings.check;

import ai.datacontrols.policy.Reason;
import ai.datacontrols.settings.check.CheckPage.Fault;
import io.quarkus.qute.RawString;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages of the page "Check". */
@MessageBundle("check")
public interface CheckMessages {
    @Message
    String answer(Reason reason);

    @Message
    String answerChanged(boolean onADay);

    @Message
    String ask();

    @Message
    String askAboutMessages();

    @Message
    String asked(String kind, String product, RawString created);

    @Message
    String attached();

    @Message
    String created();

    @Message
    String decidedBy();

    @Message
    String fault(Fault fault);

    @Message
    String faults();

    @Message
    String fromOn(RawString moment);

    @Message
    String fromUntil(RawString from, RawString until);

    @Message
    String holdsNow(RawString moment);

    @Message
    String ifFeedback();

    @Message
    String introduction();

    @Message
    String item();

    @Message
    String noAnswer();

    @Message
    String notNow(RawString from, RawString until);

    @Message
    String notOffered(String product, String kind);

    @Message
    String repeated();

    @Message
    String rule();

    @Message
    String ruleAlone();

    @Message
    String steps();

    @Message
    String time(String zone);

    @Message
    String trainedAlready();

    @Message
    String until(RawString moment);

    @Message
    String withComment();

    @Message
    String withRating();
}
