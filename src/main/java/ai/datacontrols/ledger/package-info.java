/** The consent store: appends, chains and projects. The only writer of an account's history. */
package ai.datacontrols.ledger;
