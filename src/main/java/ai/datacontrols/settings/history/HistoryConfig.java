package ai.datacontrols.settings.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "data-controls.history")
public interface HistoryConfig {

    /** Returns whether staff are named; otherwise only "support" and the reason are shown. */
    @WithDefault("false")
    boolean showStaffNames();
}
