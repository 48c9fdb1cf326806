package ai.datacontrols.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The environment variables in the files of config maps. */
final class Variables {

    private Variables() {}

    static Map<String, String> ofConfigMaps() {
        try (var files = Files.walk(Release.DIRECTORY)) {
            var all = new TreeMap<String, String>();
            files.filter(file -> file.toString().endsWith(".env")).forEach(file -> all.putAll(read(file)));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> ofProduction() {
        var all = new TreeMap<String, String>();
        Stream.of("base/settings.env", "base/database.env", "overlays/production/settings.env")
                .forEach(file -> all.putAll(read(Release.DIRECTORY.resolve(file))));
        all.putAll(read(Release.DIRECTORY.resolve("overlays/production/database.env")));
        return all;
    }

    /** Returns the parameters of production's cluster, which the overlay's replacements read. */
    static Map<String, String> ofCluster() {
        return read(Release.DIRECTORY.resolve("overlays/production/cluster.env"));
    }

    private static Map<String, String> read(Path file) {
        var variables = new LinkedHashMap<String, String>();
        lines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .forEach(variable -> variables.put(variable[0], variable[1]));
        return variables;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
