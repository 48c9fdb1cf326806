/** The connection to PostgreSQL: pool, migrations, health, and helpers for SQL statements. */
package ai.datacontrols.database;
