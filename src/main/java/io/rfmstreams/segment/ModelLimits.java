package io.rfmstreams.segment;

/**
 * How large a model may be. Every answer and every event carries some of its text, and every evaluation crosses all of its
 * segments; whatever exceeds a limit is refused, so that nobody downstream has to ask.
 */
public final class ModelLimits {

    /** Most segments of a model. */
    public static final int MOST_SEGMENTS = 64;

    /** Highest version; far below the largest 32-bit integer, so that the next version always is one. */
    public static final int HIGHEST_VERSION = 1_000_000_000;

    /** Most characters of an id or a name. */
    public static final int LONGEST_NAME = 128;

    /** Most characters of a recommended action. */
    public static final int LONGEST_ACTION = 1_000;

    private ModelLimits() {}

    /**
     * Checks a name or an id: not blank, at most {@link #LONGEST_NAME} characters.
     *
     * @return the name
     * @throws InvalidModelException naming the field
     */
    public static String requireName(String field, String name) {
        if (name.isBlank()) {
            throw new InvalidModelException(field + " must not be blank");
        }
        return requireText(field, name, LONGEST_NAME);
    }

    /**
     * Checks a text: valid Unicode without control characters, not longer than allowed.
     *
     * @return the text
     * @throws InvalidModelException naming the field
     */
    public static String requireText(String field, String text, int longest) {
        if (text.length() > longest) {
            throw new InvalidModelException(
                    field + " must have at most " + longest + " characters, not " + text.length());
        }
        text.codePoints().forEach(codePoint -> {
            if (Character.isISOControl(codePoint)) {
                throw new InvalidModelException(field + " must hold no control characters");
            }
            if (Character.getType(codePoint) == Character.SURROGATE) {
                throw new InvalidModelException(field + " must be valid Unicode");
            }
        });
        return text;
    }
}
