package ai.datacontrols.settings.receipts;

import io.quarkus.qute.RawString;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages of a receipt's page, except for the texts quoted from the notice. */
@MessageBundle("receipt")
public interface ReceiptMessages {
    @Message
    String aboutLog();

    @Message
    String account();

    @Message
    String after();

    @Message
    String asFile();

    @Message
    String before();

    @Message
    String checkByHash();

    @Message
    String checkByLog();

    @Message
    String checkKey();

    @Message
    String checkOnPaper();

    @Message
    String entryNumber();

    @Message
    String happenedAt();

    @Message
    String hash();

    @Message
    String how();

    @Message
    String inHistory();

    @Message
    String issuedBy();

    @Message
    String kindOfData();

    @Message
    String logSize();

    @Message
    String meaningCaption(String product);

    @Message
    String noPlan();

    @Message
    String notSealed();

    @Message
    String plan();

    @Message
    String previousHash();

    @Message
    String privacyControlWasSent();

    @Message
    String proofBroken(RawString when);

    @Message
    String proofWhole(RawString when);

    @Message
    String recordedAt();

    @Message
    String rootHash();

    @Message
    String rulesVersion();

    @Message
    String sealed(String index);

    @Message
    String seenBy(int witnesses);

    @Message
    String shownIn(String language, String textVersion);

    @Message
    String shownUnknown();

    @Message
    String title(long number);

    @Message
    String whatItMeant();

    @Message
    String whatYouSaw();
}
