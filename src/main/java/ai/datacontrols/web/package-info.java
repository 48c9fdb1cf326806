/** Shared by all requests: public URL, registered clients, return links, parameter parsing. */
package ai.datacontrols.web;
