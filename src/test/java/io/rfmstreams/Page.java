package io.rfmstreams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documents, in Markdown.
 *
 * @param path relative to the project's folder
 */
public record Page(Path path) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    public static Page of(String path) {
        return new Page(Path.of(path));
    }

    public List<String> lines() {
        try {
            return Files.readAllLines(path);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The cells of each row of the first table with this header line after a heading. */
    public List<List<String>> table(String heading, String header) {
        List<List<String>> rows = lines().stream()
                .dropWhile(line -> !line.equals(heading))
                .dropWhile(line -> !line.equals(header))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
        if (rows.isEmpty()) {
            throw new AssertionError(path + " has no table " + header + " after " + heading);
        }
        return rows;
    }

    /** All code words in the first column of a table. */
    public List<String> names(String heading, String header) {
        return table(heading, header).stream().flatMap(row -> codes(row.get(0))).toList();
    }

    /** The code words of a cell. */
    public static Stream<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1));
    }

    /** The lines of the first fenced block that begins with a text. */
    public List<String> block(String start) {
        List<String> block = lines().stream()
                .dropWhile(line -> !line.startsWith(start))
                .takeWhile(line -> !line.startsWith("```"))
                .toList();
        if (block.isEmpty()) {
            throw new AssertionError(path + " has no block that begins with " + start);
        }
        return block;
    }
}
