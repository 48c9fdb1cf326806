/** The export of everything stored about a person, for them and for access requests of people who can't sign in. */
package ai.datacontrols.settings.export;
