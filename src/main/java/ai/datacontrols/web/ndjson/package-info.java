/** Streams of the API: NDJSON lines, snapshots, admission and timeouts. */
package ai.datacontrols.web.ndjson;
