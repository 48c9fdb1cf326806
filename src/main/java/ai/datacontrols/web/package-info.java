/** What every room needs at the door: who is signed in, language and zone, headers, return links, problems. */
package ai.datacontrols.web;
