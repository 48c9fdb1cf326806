package ai.datacontrols.bench;
import ai.datacontrols.demo.*; import ai.datacontrols.parts.*; import java.nio.file.Path; import java.time.Duration; import java.net.URI; import java.util.*;
/** x */
public final class Bench {
    public static void main(String... a) throws Exception {
        var o = Options.fromProperties();
        try (var d = Database.start()) {
            if (!d.has("bench_keycloak")) d.execute("postgres","create database bench_keycloak");
            var ports = Ports.free();
            long t=System.nanoTime();
            try (var kc = KeycloakOnPostgres.start(ports, Path.of(".parts/bench").toAbsolutePath(), d.url("bench_keycloak")+"?user=postgres")) {
            System.out.println("kc "+(System.nanoTime()-t)/1e9); t=System.nanoTime();
            kc.replaceRealm(People.realm(ports, o.people()));
            System.out.println("realm "+(System.nanoTime()-t)/1e9);
            var settings = new HashMap<>(kc.settings());
            settings.put("data-controls.database.url", d.url("bench_10000"));
            settings.put("data-controls.database.username", "data_controls");
            settings.put("data-controls.database.password", "x");
            settings.put("data-controls.database.owner-username", "data_controls_owner");
            settings.put("data-controls.database.owner-password", "x");
            RealParts.use(settings);
            try (var r = Replica.start(Map.of())) {
            t=System.nanoTime();
            URI u = URI.create(r.address());
            var people = People.signedIn(o.people(), u);
            System.out.println("signed in "+(System.nanoTime()-t)/1e9+" "+people.get(0).cookies().length());
            var wrk = new Wrk(u, people.stream().map(p->Requests.settings(u,p)).toList(), o.connections());
            System.out.println("bytes "+wrk.bytes());
            for (int i=0;i<3;i++) { var m=Machine.now(); System.out.println("page "+wrk.rate(o.period())+" others "+Machine.now().takenByOthersSince(m)); }
            var clicking = new Clicking(u, people, o.connections());
            for (int i=0;i<3;i++) System.out.println("write "+clicking.rate(o.period()));
            if (System.getProperty("wait")!=null) { System.out.println("pid "+r.pid()); Thread.sleep(Long.getLong("wait")); }
            }
            }
        }
    }
}
