/** Errors: exceptions, problem details (RFC 9457) and error pages. */
package ai.datacontrols.web.error;
