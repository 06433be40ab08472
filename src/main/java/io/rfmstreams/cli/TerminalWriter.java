package io.rfmstreams.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Escapes control characters in the output, except line feeds and tabs. Ids, names and files can contain control characters
 * that would otherwise control the terminal. The escapes are those of JSON, so that JSON output keeps its meaning.
 */
final class TerminalWriter extends PrintWriter {

    TerminalWriter(Writer out, boolean autoFlush) {
        super(out, autoFlush);
    }

    /** Moves the cursor to the start of the line. Text cannot do this, since carriage returns are escaped. */
    static void restartLine(PrintWriter out) {
        if (out instanceof TerminalWriter terminal) {
            terminal.writeUnescaped("\r");
        } else {
            out.print('\r');
        }
    }

    /**
     * Escapes text for use within a line. It also escapes line breaks, tabs and characters that change the text
     * direction.
     */
    static String visible(String text) {
        return escaped(text, c -> Character.isISOControl(c) || isLineBreakOrDirection(c));
    }

    @Override
    public void write(int c) {
        writeEscaped(String.valueOf((char) c));
    }

    @Override
    public void write(char[] text, int offset, int length) {
        writeEscaped(String.valueOf(text, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) {
        writeEscaped(text.substring(offset, offset + length));
    }

    private void writeEscaped(String text) {
        writeUnescaped(escaped(text, c -> Character.isISOControl(c) && c != '\n' && c != '\t'));
    }

    private void writeUnescaped(String text) {
        super.write(text, 0, text.length());
    }

    private static boolean isLineBreakOrDirection(int c) {
        return (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    private static String escaped(String text, IntPredicate isEscaped) {
        if (text.chars().noneMatch(isEscaped)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (isEscaped.test(c)) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
