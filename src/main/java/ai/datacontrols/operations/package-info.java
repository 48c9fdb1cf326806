/** Health checks, jobs and API for operators. */
package ai.datacontrols.operations;
