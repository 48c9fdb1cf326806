package ai.datacontrols.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.SystemPackages;
import ai.datacontrols.parts.Token;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A TypeScript client that is generated from the API document compiles, and makes decisions. Installs npm if it is missing. */
@QuarkusTest
class GeneratedClientIT {

    private static final Path FOLDER = Path.of("target", "client");
    private static final Path MODULES = FOLDER.resolve("node_modules");

    @Inject
    Choices choices;

    @Test
    void makesADecision() throws IOException {
        SystemPackages.require("npm");
        Files.createDirectories(FOLDER);
        write("openapi.yaml", RestAssured.given().get("/api/v1/openapi.yaml").asString());
        write("package.json", "{\"type\": \"module\"}");
        write("tsconfig.json", """
                {"compilerOptions": {"strict": true, "target": "es2022", "module": "nodenext", "lib": ["es2022", "dom", "dom.iterable"],
                  "types": []}, "files": ["client.ts"]}
                """);
        write("client.ts", """
                import createClient from "openapi-fetch";
                import type { paths } from "./api.js";

                declare const process: { argv: string[]; exitCode: number };

                const [address, token, account] = process.argv.slice(2);
                const client = createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${token}` } });
                const properties = { product: "le-chat", createdAt: new Date().toISOString() };

                const own = await client.POST("/api/v1/decisions", { body: { account, data: "input-output", ...properties } });
                const authZen = await client.POST("/access/v1/evaluation", {
                  body: {
                    subject: { type: "account", id: account },
                    action: { name: "train" },
                    resource: { type: "input-output", id: "any", properties },
                  },
                });
                const denied = await client.POST("/api/v1/decisions", { body: { account, data: "ocr", ...properties } });
                console.log(own.data, authZen.data, denied.data);
                process.exitCode =
                  own.data?.permitted === true && authZen.data?.decision === true && denied.data?.reason === "NO_RULE" ? 0 : 1;

                export const compilesOnlyWithKnownFields = () =>
                  // @ts-expect-error the field is misspelt
                  client.POST("/api/v1/decisions", { body: { account, product: "le-chat", data: "ocr", createdat: "2026-01-01T00:00:00Z" } });
                """);

        run(
                "npm",
                "install",
                "--prefix",
                FOLDER.toString(),
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "openapi-typescript@7.13.0",
                "openapi-fetch@0.17.0",
                "typescript@5.9.3");
        run(
                "node",
                MODULES.resolve("openapi-typescript/bin/cli.js").toString(),
                FOLDER.resolve("openapi.yaml").toString(),
                "-o",
                FOLDER.resolve("api.ts").toString());
        run("node", MODULES.resolve("typescript/bin/tsc").toString(), "-p", FOLDER.toString());
        run(
                "node",
                FOLDER.resolve("client.js").toString(),
                "http://localhost:" + RestAssured.port,
                Token.of("pipeline-chat"),
                choices.onPlan("free").toString());
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(FOLDER.resolve(name), text);
    }

    private static void run(String... command) {
        assertThat(SystemPackages.run(SystemPackages.LONGEST, command))
                .as("%s, see %s", command[0], SystemPackages.LOG)
                .isTrue();
    }
}
