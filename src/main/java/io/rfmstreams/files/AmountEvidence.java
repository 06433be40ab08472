package io.rfmstreams.files;

import io.rfmstreams.contract.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/** Finds out from all amounts of a file whether a point or a comma is the decimal mark. */
final class AmountEvidence {

    private @Nullable String point;
    private @Nullable String comma;
    private @Nullable String ambiguous;

    void add(@Nullable String text) {
        if (text == null || (point != null && AmountText.isSimple(text))) {
            return;
        }
        AmountText amount = AmountText.of(text);
        if (amount == null) {
            return;
        }
        DecimalMark proof = amount.proof();
        if (proof == null) {
            ambiguous = ambiguous == null && amount.isAmbiguous() ? text : ambiguous;
        } else if (amount.plain(proof) == null) {
            return; // it is no amount with either mark
        } else if (proof == DecimalMark.POINT) {
            point = point == null ? text : point;
        } else {
            comma = comma == null ? text : comma;
        }
    }

    /**
     * Decides the decimal mark for the whole file.
     *
     * @param given the mark that the options give, null if they give none
     * @throws InputFileException if the file proves no mark, or both, and has amounts that depend on it
     */
    Decision<DecimalMark> decide(@Nullable DecimalMark given) {
        if (given != null) {
            return new Decision<>(given, "given by --decimal");
        }
        if (point != null && comma != null) {
            throw InputFileException.usage("its amounts contradict each other: " + quote(point)
                    + " has a decimal point, " + quote(comma) + " a decimal comma. Use --decimal point|comma");
        }
        if (point != null) {
            return new Decision<>(DecimalMark.POINT, "proved by " + quote(point));
        }
        if (comma != null) {
            return new Decision<>(DecimalMark.COMMA, "proved by " + quote(comma));
        }
        if (ambiguous != null) {
            throw InputFileException.usage("no amount tells whether a point or a comma is the decimal mark, such as "
                    + quote(ambiguous) + ". Use --decimal point|comma");
        }
        return new Decision<>(DecimalMark.POINT, "no amount depends on it");
    }

    private static String quote(@Nullable String text) {
        return InvalidFieldException.quote(String.valueOf(text));
    }
}
