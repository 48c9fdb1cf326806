package ai.datacontrols.replicas;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

final class JobCommand {

    private JobCommand() {}

    /** Returns the arguments after {@code java}. */
    static List<String> arguments() {
        try {
            var job = new ObjectMapper(new YAMLFactory())
                    .readTree(Path.of("k8s", "base", "migration-job.yaml").toFile());
            var command = job.at("/spec/template/spec/containers/0/command");
            return StreamSupport.stream(command.spliterator(), false)
                    .map(part -> part.asText())
                    .skip(1)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
