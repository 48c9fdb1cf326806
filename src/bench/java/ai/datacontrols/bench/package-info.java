/** Benchmarks against the limits of the machine. See {@code docs/benchmarks.md}. */
package ai.datacontrols.bench;
