/** The offline verifier, {@code data-controls-verify.jar}: no server, no database, no secret. */
package ai.datacontrols.proof.verify;
