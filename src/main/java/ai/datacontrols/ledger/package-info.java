/** The consent store: choices, plan reports, initial import, erasure. The only writer of an account's history. */
package ai.datacontrols.ledger;
