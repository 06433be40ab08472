package io.rfmstreams.contract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Ids of customers, orders and refunds: 1 to 128 bytes of UTF-8 without control characters. */
public final class Ids {

    private static final int MAX_BYTES = 128;

    /** Placeholders that other programs write if an id is missing, in lower case. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "0", "-", "na", "n/a", "nan", "nil", "null", "none", "undefined", "unknown", "guest", "empty", "anonymous");

    private static final int MAX_PLACEHOLDER_LENGTH = 9;

    private Ids() {}

    /**
     * Checks an id.
     *
     * @param field name of the field in the error message
     * @return the id
     * @throws InvalidFieldException with {@link RejectionReason#BAD_ID}
     */
    public static String check(String field, String id) {
        if (id.isEmpty()) {
            throw new InvalidFieldException(RejectionReason.BAD_ID, field + " is empty");
        }
        int bytes = 0;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (Character.isISOControl(c)) {
                throw new InvalidFieldException(RejectionReason.BAD_ID, field + " contains a control character");
            }
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < id.length()
                        && Character.isLowSurrogate(id.charAt(i + 1));
                if (!paired) {
                    throw new InvalidFieldException(RejectionReason.BAD_ID, field + " is not valid Unicode");
                }
                i++;
                bytes += 4;
            } else {
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        if (bytes > MAX_BYTES) {
            throw new InvalidFieldException(
                    RejectionReason.BAD_ID, field + " has " + bytes + " bytes of UTF-8, more than " + MAX_BYTES);
        }
        return id;
    }

    /** Reads and checks an id from UTF-8 bytes; see {@link #check}. */
    public static String read(String field, byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            throw new InvalidFieldException(
                    RejectionReason.BAD_ID, field + " has " + utf8.length + " bytes, more than " + MAX_BYTES);
        }
        if (isPlain(utf8)) {
            return new String(utf8, StandardCharsets.ISO_8859_1);
        }
        try {
            return check(
                    field,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(utf8))
                            .toString());
        } catch (CharacterCodingException notUtf8) {
            throw new InvalidFieldException(RejectionReason.BAD_ID, field + " is not UTF-8");
        }
    }

    /** Returns whether an id is a placeholder for a missing id, such as {@code null}, {@code NaN}, {@code guest}, in any case. */
    public static boolean isPlaceholder(String id) {
        return id.length() <= MAX_PLACEHOLDER_LENGTH && PLACEHOLDERS.contains(id.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns whether the id is not empty and consists of printable ASCII, as most ids do. No other check is needed
     * then.
     */
    private static boolean isPlain(byte[] utf8) {
        for (byte each : utf8) {
            if (each < ' ' || each == 0x7F) {
                return false;
            }
        }
        return utf8.length > 0;
    }
}
