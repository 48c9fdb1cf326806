package ai.datacontrols.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What people see about staff accesses. */
@ConfigMapping(prefix = "data-controls.history")
public interface HistoryConfig {

    /** Whether staff are named; otherwise people read that it was support, and the reason. */
    @WithDefault("false")
    boolean showStaffNames();
}
