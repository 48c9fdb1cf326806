/** The change feed: cursors, pages, snapshots and the checkpoints of consumers. */
package ai.datacontrols.ledger.feed;
