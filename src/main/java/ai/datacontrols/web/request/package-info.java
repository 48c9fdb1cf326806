/** Properties of a request: its id, path, client, claims and media types. */
package ai.datacontrols.web.request;
