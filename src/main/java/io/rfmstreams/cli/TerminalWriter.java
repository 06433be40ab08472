package io.rfmstreams.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Writes what the program prints. Control characters in it, which ids, names and files of others may hold, are written as
 * JSON escapes them, so that they cannot command the terminal; within JSON they are the same characters still. Line feeds
 * and tabs stay.
 */
final class TerminalWriter extends PrintWriter {

    TerminalWriter(Writer out, boolean autoFlush) {
        super(out, autoFlush);
    }

    /** Goes back to the start of the line, which no text can do. */
    static void restartLine(PrintWriter out) {
        if (out instanceof TerminalWriter terminal) {
            terminal.writeAsItIs("\r");
        } else {
            out.print('\r');
        }
    }

    /** Text for a place within one line: line breaks, tabs and marks that turn the direction of text are escaped as well. */
    static String visible(String text) {
        return escaped(text, c -> Character.isISOControl(c) || breaksOrTurnsALine(c));
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
        writeAsItIs(escaped(text, c -> Character.isISOControl(c) && c != '\n' && c != '\t'));
    }

    private void writeAsItIs(String text) {
        super.write(text, 0, text.length());
    }

    private static boolean breaksOrTurnsALine(int c) {
        return (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    private static String escaped(String text, IntPredicate which) {
        if (text.chars().noneMatch(which)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (which.test(c)) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
