package ai.datacontrols.settings;

import ai.datacontrols.policy.Reason;
import ai.datacontrols.settings.CheckPage.Fault;
import io.quarkus.qute.RawString;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of "Would this be used?". */
@MessageBundle("check")
public interface CheckMessages {
    @Message
    String title();

    @Message
    String introduction();

    @Message
    String product();

    @Message
    String kind();

    @Message
    String created(String zone);

    @Message
    String ifFeedback();

    @Message
    String withRating();

    @Message
    String withComment();

    @Message
    String ask();

    @Message
    String faults();

    @Message
    String fault(Fault fault);

    @Message
    String answer(Reason reason);

    @Message
    String answerChanged();

    @Message
    String until(RawString moment);

    @Message
    String fromUntil(RawString from, RawString until);

    @Message
    String fromOn(RawString moment);

    @Message
    String asked(String kind, String product, RawString created);

    @Message
    String holdsNow(RawString moment);

    @Message
    String rule();

    @Message
    String decidedBy();

    @Message
    String ruleAlone();

    @Message
    String steps();

    @Message
    String noAnswer();
}
