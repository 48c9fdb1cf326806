/**
 * A real PostgreSQL, a real Keycloak and sample people, without containers, for {@code mvn -Pdemo}, dev mode and tests.
 * Not part of the production artifact; its secrets protect nothing.
 */
package ai.datacontrols.demo;
