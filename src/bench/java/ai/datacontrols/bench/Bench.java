package ai.datacontrols.bench;
/** x */
public final class Bench {
    public static void main(String... a) throws Exception {
        System.setProperty("accounts","10000");
        try (var d = Database.start()) {
            long t=System.nanoTime();
            Making.ensure(DataSet.ofSize(10000), d, "ZGVtby1vbmx5LWNoYWluLWtleS1uZXZlci1mb3ItcHJvZHVjdGlvbg==");
            System.out.println((System.nanoTime()-t)/1e9);
        }
    }
}
