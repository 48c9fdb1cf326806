/** The access log: accesses of staff to accounts. Append-only and chained per staff member. */
package ai.datacontrols.accesslog;
