package ai.datacontrols.bench;

/** One benchmark. */
@FunctionalInterface
interface Benchmark {

    /** Measures and adds the results to the table. An exception means that something failed. */
    void measure(BenchEnvironment environment, Table table) throws Exception;

    /** Name of the application of this build. */
    String OURS = "ours";

    /** Name of the application on the smallest data set. */
    String SMALL = "smallest data";

    /** Name of the application of another build. */
    String BEFORE = "before";
}
