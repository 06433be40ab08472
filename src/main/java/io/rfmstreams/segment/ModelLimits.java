package io.rfmstreams.segment;

/**
 * The maximum size of a model. Answers and events contain texts of the model, and each evaluation compares all segments. A
 * model that exceeds a limit is refused, so that no other code has to check.
 */
public final class ModelLimits {

    /** Maximum number of segments. */
    public static final int MAX_SEGMENTS = 64;

    /** Maximum version. It is far below the largest 32-bit integer, so that the next version is one as well. */
    public static final int MAX_VERSION = 1_000_000_000;

    /** Maximum number of characters of an id or a name. */
    public static final int MAX_NAME_LENGTH = 128;

    /** Maximum number of characters of a recommended action. */
    public static final int MAX_ACTION_LENGTH = 1_000;

    private ModelLimits() {}

    /**
     * Checks that a name or id is not blank and has at most {@link #MAX_NAME_LENGTH} characters.
     *
     * @return the name
     * @throws InvalidModelException naming the field
     */
    public static String requireName(String field, String name) {
        if (name.isBlank()) {
            throw new InvalidModelException(field + " must not be blank");
        }
        return requireText(field, name, MAX_NAME_LENGTH);
    }

    /**
     * Checks that a text is valid Unicode, has no control characters and is not too long.
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
