package ai.datacontrols.architecture.violations.cycle.first;

import ai.datacontrols.architecture.violations.cycle.second.Second;

public class First {
    Second second;
}
