package ai.datacontrols.demo;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** {@code mvn -Pdemo}: the application with everything around it, on this machine only. */
@QuarkusMain
public class Demo implements QuarkusApplication {
    /** Starts the parts, then the application. */
    public static void main(String... args) {
        DemoRun.start(Ports.ofDemo(), BeforeStart.DATA);
        Quarkus.run(Demo.class, args);
    }

    /** Runs when the application answers. */
    @Override
    public int run(String... args) {
        if (System.setProperty("demo.greeted", "true") == null) { // once, not at every reload of dev mode
            System.out.println(Greeting.text(Ports.ofDemo(), BeforeStart.DATA));
        }
        Quarkus.waitForExit();
        return 0;
    }
}
