package ai.datacontrols.bench;

import java.time.Duration;

/** One of the measurements that alternate in each round. */
record Contender(String name, Measurement measurement) {

    /** Measures for approximately the given period. */
    @FunctionalInterface
    interface Measurement {

        /**
         * @return rate per second
         * @throws Exception if any request failed
         */
        double rate(Duration period) throws Exception;
    }
}
