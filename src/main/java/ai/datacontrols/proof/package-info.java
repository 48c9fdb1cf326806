/**
 * The transparency log over the ledger: Merkle tree (RFC 6962), tiles, checkpoints, proofs and cosignatures in the formats of C2SP.
 * Plain Java, so that the offline verifier needs nothing but a JDK.
 */
package ai.datacontrols.proof;
