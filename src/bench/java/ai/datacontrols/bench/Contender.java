package ai.datacontrols.bench;

import java.time.Duration;

/** One of the things that are measured in turn. */
record Contender(String name, Measurement measurement) {

    /** Measures over about a period. */
    @FunctionalInterface
    interface Measurement {

        /** @return how much a second; an exception where anything went wrong */
        double rate(Duration period) throws Exception;
    }
}
