package ai.datacontrols.transparency;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages of the page about the log. */
@MessageBundle("log")
public interface LogMessages {
    @Message
    String entries();

    @Message
    String followsEarlierLog();

    @Message
    String forSoftware();

    @Message
    String howToVerify();

    @Message
    String introduction();

    @Message
    String key();

    @Message
    String namesAndKeys();

    @Message
    String newestCheckpoint();

    @Message
    String noPersonalData();

    @Message
    String origin();

    @Message
    String title();

    @Message
    String witnesses();
}
