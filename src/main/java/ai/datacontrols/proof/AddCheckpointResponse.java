package ai.datacontrols.proof;

import java.util.Arrays;
import java.util.List;

public sealed interface AddCheckpointResponse {

    /** The media type of a response with the size that the witness cosigned last. */
    String SIZE_TYPE = "text/x.tlog.size";

    /**
     * Parses a response.
     *
     * @param contentType the media type, or null
     * @throws UnreadableException if the body is not what the status promises
     */
    static AddCheckpointResponse parse(int status, String contentType, String body) {
        return switch (status) {
            case 200 ->
                new Cosigned(Arrays.stream(Text.lines(body, "A response"))
                        .map(NoteSignature::parse)
                        .toList());
            case 409 ->
                SIZE_TYPE.equals(contentType)
                        ? new OtherSize(Text.decimal(onlyLine(body), "The size"))
                        : new Refused(status);
            default -> new Refused(status);
        };
    }

    private static String onlyLine(String body) {
        var lines = Text.lines(body, "A response");
        if (lines.length != 1) {
            throw new UnreadableException("A response with a size must have one line");
        }
        return lines[0];
    }

    /** The witness cosigned. Verify the checkpoint {@linkplain SignedNote#with with} these signatures. */
    record Cosigned(List<NoteSignature> cosignatures) implements AddCheckpointResponse {

        @Override
        public String toString() {
            var body = new StringBuilder();
            cosignatures.forEach(cosignature -> body.append(cosignature).append('\n'));
            return body.toString();
        }
    }

    /** The proof must start at the size that the witness cosigned last, and this is another one than in the request. */
    record OtherSize(long size) implements AddCheckpointResponse {

        @Override
        public String toString() {
            return size + "\n";
        }
    }

    record Refused(int status) implements AddCheckpointResponse {}
}
