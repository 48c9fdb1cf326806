/** The connection to PostgreSQL: pool and helpers for SQL statements. */
package ai.datacontrols.database;
