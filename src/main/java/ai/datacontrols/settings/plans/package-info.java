/** The page "If my plan changes": the decision on each plan, before the change. */
package ai.datacontrols.settings.plans;
