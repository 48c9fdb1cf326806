package ai.datacontrols.documents;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.hibernate.resource.jdbc.spi.StatementInspector;

@PersistenceUnitExtension
public class Statements implements StatementInspector {

    private static final long serialVersionUID = 1L;

    private static volatile Set<String> heard;

    /** Returns the statements that any thread executes during the task. */
    static Set<String> during(Runnable work) {
        heard = new ConcurrentSkipListSet<>();
        try {
            work.run();
            return heard;
        } finally {
            heard = null;
        }
    }

    @Override
    public String inspect(String statement) {
        var now = heard;
        if (now != null) {
            now.add(statement);
        }
        return statement;
    }
}
