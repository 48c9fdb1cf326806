package ai.datacontrols.database;

import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkus.agroal.runtime.JdbcDriver;
import io.quarkus.arc.Unremovable;
import io.quarkus.jdbc.postgresql.runtime.PostgreSQLAgroalConnectionConfigurer;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** Adds {@link ConnectionLiveness} to the pool; the validation of Quarkus costs a round trip on each borrow. */
@Alternative
@Priority(1)
@Unremovable
@Singleton
@JdbcDriver("postgresql")
public class ConnectionPoolConfigurer extends PostgreSQLAgroalConnectionConfigurer {

    @Override
    public void setExceptionSorter(String databaseKind, AgroalDataSourceConfigurationSupplier dataSource) {
        var liveness = new ConnectionLiveness(System::nanoTime);
        dataSource
                .connectionPoolConfiguration()
                .validateOnBorrow(true)
                .connectionValidator(liveness)
                .exceptionSorter(liveness);
    }
}
