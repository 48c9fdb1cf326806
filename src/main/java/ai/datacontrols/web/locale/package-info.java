/** Languages: how the language of a response is chosen, and the texts of the policy in it. */
package ai.datacontrols.web.locale;
