package ai.datacontrols.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Markdown document and its code blocks.
 *
 * @param lines all lines
 * @param blocks the fenced blocks with a language, in order
 */
public record Document(List<String> lines, List<Block> blocks) {

    private static final Pattern FENCE = Pattern.compile("```(\\w+)");

    public static Document read(String name) {
        try {
            return parse(Files.readAllLines(Path.of("docs", name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document parse(List<String> lines) {
        var blocks = new ArrayList<Block>();
        for (var place = 0; place < lines.size(); place++) {
            var fence = FENCE.matcher(lines.get(place));
            if (fence.matches()) {
                var end = place + 1 + lines.subList(place + 1, lines.size()).indexOf("```");
                var text = String.join("\n", lines.subList(place + 1, end)) + "\n";
                blocks.add(new Block(fence.group(1), place + 2, text));
                place = end;
            }
        }
        return new Document(lines, blocks);
    }

    List<Block> of(String language) {
        return blocks.stream().filter(block -> block.isIn(language)).toList();
    }

    /** Returns the only block whose first line is this comment. */
    public Block saying(String comment) {
        var found = blocks.stream().filter(block -> block.says(comment)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " blocks start with: " + comment);
        }
        return found.get(0);
    }

    Optional<Block> after(Block block) {
        return at(blocks.indexOf(block) + 1);
    }

    Optional<Block> before(Block block) {
        return at(blocks.indexOf(block) - 1);
    }

    private Optional<Block> at(int place) {
        return place < 0 || place >= blocks.size() ? Optional.empty() : Optional.of(blocks.get(place));
    }
}
