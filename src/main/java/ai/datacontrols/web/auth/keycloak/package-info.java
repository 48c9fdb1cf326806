/** Calls to Keycloak, its health check, and verified tokens. */
package ai.datacontrols.web.auth.keycloak;
