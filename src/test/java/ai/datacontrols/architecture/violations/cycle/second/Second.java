package ai.datacontrols.architecture.violations.cycle.second;

import ai.datacontrols.architecture.violations.cycle.first.First;

public class Second {
    First first;
}
