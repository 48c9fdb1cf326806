package ai.datacontrols.policy;

import java.time.Instant;

/**
 * The origin of an event.
 *
 * @param sequence position in the account's history, from 1
 * @param at when it happened, which is when it was recorded by the database's clock, except for imported events
 * @param actor the party that caused it
 * @param channel where it came from
 * @param noticeShown the notice that the person was shown; null if no person was involved, or if it is unknown
 */
public record EventMetadata(long sequence, Instant at, Actor actor, Channel channel, NoticeShown noticeShown) {

    EntryRef entry() {
        return new EntryRef(sequence, at);
    }
}
