/** The hash chain: keys, canonical encoding, and verification. */
package ai.datacontrols.ledger.chain;
