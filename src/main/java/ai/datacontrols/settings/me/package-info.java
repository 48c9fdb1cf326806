/** The state of the signed-in person's account as JSON, for the chat's menu. */
package ai.datacontrols.settings.me;
