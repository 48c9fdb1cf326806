/**
 * A real PostgreSQL, a real Keycloak and a cast of people, without containers: for {@code mvn -Pdemo}, dev mode and
 * the tests. Nothing in here is part of the production artifact, and its secrets protect nothing.
 */
package ai.datacontrols.demo;
