package ai.datacontrols.bench;

/** One of the things that are measured. */
@FunctionalInterface
interface Benchmark {

    /** Measures, and adds what it found. An exception means that something didn't work as it should. */
    void measure(BenchEnvironment environment, Table table) throws Exception;

    /** What the application of this build is called. */
    String OURS = "ours";

    /** The same on the smallest data. */
    String SMALL = "smallest data";

    /** That of another build. */
    String BEFORE = "before";
}
