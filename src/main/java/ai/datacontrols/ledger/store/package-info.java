/** The tables of the ledger and the projection: entities, statements and row mappers. */
package ai.datacontrols.ledger.store;
