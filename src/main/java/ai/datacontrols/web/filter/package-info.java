/** Request and response filters: validation, normalization, request ids, metrics and traces. */
package ai.datacontrols.web.filter;
