/** The service's transparency log: sequencing, signed checkpoints, and the tables and files of both (ADR 23). */
package ai.datacontrols.proof.store;
