package ai.datacontrols.transparency;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages of the page about the log. */
@MessageBundle("log")
public interface LogMessages {
    @Message
    String title();

    @Message
    String introduction();

    @Message
    String noPersonalData();

    @Message
    String entries();

    @Message
    String origin();

    @Message
    String key();

    @Message
    String witnesses();

    @Message
    String followsEarlierLog();

    @Message
    String howToVerify();

    @Message
    String forSoftware();

    @Message
    String newestCheckpoint();

    @Message
    String namesAndKeys();
}
