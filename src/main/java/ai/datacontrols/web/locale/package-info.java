/** Languages: selects the language of a response, and provides the policy texts in it. */
package ai.datacontrols.web.locale;
