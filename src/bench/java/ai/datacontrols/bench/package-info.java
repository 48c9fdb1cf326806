/** How fast it is, beside what the machine could do at best. See {@code docs/benchmarks.md}. */
package ai.datacontrols.bench;
