package ai.datacontrols.policy;

import java.time.Instant;

/**
 * The origin of an event.
 *
 * @param sequence position in the account's history, from 1
 * @param at when it was recorded by the database's clock or, for an imported event, when it happened
 * @param noticeShown the notice that the person was shown; null if no person was involved, or if it is unknown
 */
public record EventMetadata(long sequence, Instant at, Actor actor, Channel channel, NoticeShown noticeShown) {

    EntryRef entry() {
        return new EntryRef(sequence, at);
    }
}
