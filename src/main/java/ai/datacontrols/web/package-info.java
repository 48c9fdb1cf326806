/** What all requests share and no subpackage owns: public address, registered clients, return links, parsing of parameters. */
package ai.datacontrols.web;
