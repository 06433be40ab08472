package io.rfmstreams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The log lines at WARN and ERROR in the source code, such as {@code WARN Failed to close …}. An ellipsis stands for each value. A
 * line is found by its call: {@code X.warn(…)}, {@code X.error(…)}, {@code log.log(kind, …)} of a rate-limited log, and
 * {@code warn.accept(…)} of a consumer of lines.
 */
final class LogLines {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern CALL =
            Pattern.compile("\\b(?:\\w+(?:\\(\\))?\\.(warn|error)|log(?:\\(\\))?\\.(log)|warn\\.(accept))\\(");
    private static final Pattern TOKEN = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|[^\"]+");
    private static final String VALUE = "…";

    private LogLines() {}

    static Set<String> all() throws IOException {
        Set<String> lines = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                lines.addAll(of(Files.readString(file)));
            }
        }
        return lines;
    }

    static Set<String> of(String source) {
        Set<String> lines = new TreeSet<>();
        Matcher calls = CALL.matcher(source);
        while (calls.find()) {
            boolean isRateLimited = calls.group(2) != null || source.startsWith("warnings", calls.start());
            String text = template(firstArgument(source, calls.end())) + (isRateLimited ? ": " + VALUE : "");
            if (text.codePoints().anyMatch(Character::isLetter)) { // otherwise it passes on the line of another call
                lines.add(("error".equals(calls.group(1)) ? "ERROR " : "WARN ") + text);
            }
        }
        return lines;
    }

    private static String firstArgument(String source, int start) {
        boolean inText = false;
        int depth = 0;
        for (int i = start; i < source.length(); i++) {
            char c = source.charAt(i);
            if (inText && c == '\\') {
                i++;
            } else if (c == '"') {
                inText = !inText;
            } else if (!inText && (c == '(' || c == '{')) {
                depth++;
            } else if (!inText && depth == 0 && (c == ',' || c == ')')) {
                return source.substring(start, i);
            } else if (!inText && (c == ')' || c == '}')) {
                depth--;
            }
        }
        throw new AssertionError("no end of the arguments at " + start);
    }

    /** Joins the texts of an expression. Texts within parentheses are part of a value. */
    private static String template(String expression) {
        StringBuilder template = new StringBuilder();
        Matcher tokens = TOKEN.matcher(expression);
        long depth = 0;
        while (tokens.find()) {
            if (tokens.group(1) == null) {
                String code = tokens.group();
                boolean isValue = depth > 0 || !code.replace("+", "").isBlank();
                if (isValue && !template.toString().endsWith(VALUE)) {
                    template.append(VALUE);
                }
                depth += code.chars().filter(c -> c == '(').count()
                        - code.chars().filter(c -> c == ')').count();
            } else if (depth == 0) {
                template.append(tokens.group(1).replace("{}", VALUE).replace("\\\"", "\""));
            }
        }
        return template.toString();
    }
}
