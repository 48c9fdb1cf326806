/** Configuration, health checks, jobs and API for operators. */
package ai.datacontrols.operations;
