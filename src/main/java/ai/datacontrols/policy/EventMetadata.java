package ai.datacontrols.policy;

import java.time.Instant;

/**
 * How an event got into the history.
 *
 * @param sequence its place in the account's history, from 1
 * @param at when it happened; the first load aside, that is when it was recorded, by the database's clock
 * @param actor who did it
 * @param channel where
 * @param noticeShown the words it was done under; null when no person read any
 */
public record EventMetadata(long sequence, Instant at, Actor actor, Channel channel, NoticeShown noticeShown) {

    EntryRef entry() {
        return new EntryRef(sequence, at);
    }
}
