package ai.datacontrols.support;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages of the reply that staff copy into a ticket, in the language of the person. Plain text. */
@MessageBundle("reply")
public interface ReplyMessages {

    @Message
    String applied(int pipelines, String since);

    @Message
    String check();

    @Message
    String erased(String when);

    @Message
    String excludedByPlan(String product, String plan);

    @Message
    String feedback();

    /** @param name empty if unknown */
    @Message
    String hello(String name);

    @Message
    String history(String address);

    @Message
    String mayBeUsed(String product);

    @Message
    String noneUsed(String product);

    @Message
    String notYetApplied(int pipelines, int confirmed);

    @Message
    String offByEarlierRecords(String when);

    @Message
    String offOnEveryPlan();

    @Message
    String onByEarlierRecords(String when);

    @Message
    String onByPlan(String plan);

    @Message
    String receipt(String product, String address);

    @Message
    String settings(String address);

    @Message
    String switchedOff(String when);

    @Message
    String switchedOn(String when);

    @Message
    String usedBetween(String from, String until);

    @Message
    String usedOn(String day);

    @Message
    String usedSince(String when);

    @Message
    String withoutPlan(String product);
}
