/** The page "Would it be used?": one decision, explained. */
package ai.datacontrols.settings.check;
