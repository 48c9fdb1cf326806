/** The access log: what staff looked at. Append-only and chained per staff member. */
package ai.datacontrols.accesslog;
