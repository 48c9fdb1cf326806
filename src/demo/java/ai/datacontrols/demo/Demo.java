package ai.datacontrols.demo;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** {@code mvn -Pdemo}: runs the application with PostgreSQL and Keycloak, on this machine only. */
@QuarkusMain
public class Demo implements QuarkusApplication {
    /** Starts PostgreSQL and Keycloak, then the application. */
    public static void main(String... args) {
        DemoRun.start(Ports.ofDemo(), BeforeStart.DATA);
        Quarkus.run(Demo.class, args);
    }

    /** Runs once the application accepts requests. */
    @Override
    public int run(String... args) {
        if (System.setProperty("demo.greeted", "true") == null) { // once, not on each reload in dev mode
            System.out.println(Greeting.text(Ports.ofDemo(), BeforeStart.DATA));
        }
        TrainingPipeline pipeline =
                TrainingPipeline.start(Ports.ofDemo().appUrl(), Ports.ofDemo().keycloakUrl(), TrainingPipeline.CLIENT);
        Quarkus.waitForExit();
        pipeline.close();
        return 0;
    }
}
