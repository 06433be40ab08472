package io.rfmstreams.files;

import io.rfmstreams.contract.Ids;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.RejectionReason;
import java.text.Normalizer;
import java.util.Locale;

/** Brings the ids of a file into one form, so that one customer has one id. */
final class IdText {

    private static final String DECIMAL = ".0";
    private static final char FIRST_BEYOND_ASCII = '\u0080';
    private static final char REPLACEMENT = '\uFFFD';

    private IdText() {}

    /**
     * Returns an id in Unicode NFC, without the {@code .0} that spreadsheets add to whole numbers.
     *
     * @param field the name of the field in the error message
     * @throws InvalidFieldException with {@link RejectionReason#BAD_ID}
     */
    static String id(String field, String text) {
        String id = withoutDecimal(isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC));
        Ids.check(field, id);
        if (id.indexOf(REPLACEMENT) >= 0) {
            throw new InvalidFieldException(RejectionReason.BAD_ID, field + " has a character that no encoding knows");
        }
        return id;
    }

    /** Returns the id of a customer: an {@link #id}, e-mail addresses in lower case. */
    static String customer(String field, String text) {
        String id = id(field, text);
        return isEmail(id) ? id.toLowerCase(Locale.ROOT) : id;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_BEYOND_ASCII) {
                return false;
            }
        }
        return true;
    }

    private static String withoutDecimal(String id) {
        int end = id.length() - DECIMAL.length();
        if (end <= 0 || !id.endsWith(DECIMAL)) {
            return id;
        }
        for (int i = id.charAt(0) == '-' ? 1 : 0; i < end; i++) {
            if (!TextScanner.isDigit(id.charAt(i))) {
                return id;
            }
        }
        return id.substring(0, end);
    }

    private static boolean isEmail(String id) {
        int at = id.indexOf('@');
        return at > 0 && at == id.lastIndexOf('@') && at < id.length() - 1 && id.indexOf(' ') < 0;
    }
}
