package io.rfmstreams.insights.question;

import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.Timestamps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a question: what its text may be, as a JSON schema and as the function that reads it. The REST API, the command
 * {@code ask} and the tools of assistants share the definition.
 */
public final class Parameter<T> {

    private static final int MAX_LENGTH = 256;

    private final String name;
    private final String description;
    private final boolean required;
    private final Map<String, Object> schema;
    private final Function<String, T> reader;
    private final @Nullable T absent;

    private Parameter(
            String name,
            String description,
            boolean required,
            Map<String, Object> schema,
            Function<String, T> reader,
            @Nullable T absent) {
        this.name = name;
        this.description = description;
        this.required = required;
        this.schema = Collections.unmodifiableMap(schema);
        this.reader = reader;
        this.absent = absent;
    }

    private static <T> Parameter<T> optional(
            String name, String description, Map<String, Object> schema, Function<String, T> reader) {
        return new Parameter<>(name, description, false, schema, reader, null);
    }

    /** Defines a text. */
    static Parameter<String> text(String name, String description) {
        return optional(
                name, description, schema("type", "string", "minLength", 1, "maxLength", MAX_LENGTH), text -> text);
    }

    /** Defines a whole number. */
    static Parameter<Integer> integer(String name, String description, int least, int most) {
        return optional(name, description, schema("type", "integer", "minimum", least, "maximum", most), text -> {
            if (text.matches("\\d{1,10}")) {
                long value = Long.parseLong(text);
                if (value >= least && value <= most) {
                    return (int) value;
                }
            }
            throw wrong(name, String.format(Locale.ROOT, "a whole number of %d to %d", least, most), text);
        });
    }

    /** Defines an amount of money, which is read as its own text, safe in a query. */
    static Parameter<String> amount(String name, String description) {
        return optional(name, description, schema("type", "number", "minimum", 0), text -> {
            if (!text.matches("\\d{1,12}(\\.\\d{1,4})?")) {
                throw wrong(name, "an amount of 0 to 10^12 with at most 4 decimals", text);
            }
            return text;
        });
    }

    /** Defines a time, which is read as epoch milliseconds. */
    static Parameter<Long> time(String name, String description) {
        return optional(name, description, schema("type", "string", "format", "date-time"), text -> {
            try {
                return Timestamps.parse(text);
            } catch (InvalidFieldException invalid) {
                throw wrong(name, "an RFC 3339 timestamp such as 2026-01-31T00:00:00Z", text);
            }
        });
    }

    /** Defines a constant of an enum, by its name. */
    static <E extends Enum<E>> Parameter<E> choice(String name, String description, Class<E> type) {
        return choice(name, description, type, E::name);
    }

    /** Defines a constant of an enum, by its name in lower case. */
    static <E extends Enum<E>> Parameter<E> lowerCaseChoice(String name, String description, Class<E> type) {
        return choice(name, description, type, constant -> constant.name().toLowerCase(Locale.ROOT));
    }

    private static <E extends Enum<E>> Parameter<E> choice(
            String name, String description, Class<E> type, Function<E, String> spelling) {
        Map<String, E> constants = new LinkedHashMap<>();
        Arrays.stream(type.getEnumConstants()).forEach(constant -> constants.put(spelling.apply(constant), constant));
        List<String> spelled = List.copyOf(constants.keySet());
        return optional(name, description, schema("type", "string", "enum", spelled), text -> {
            E constant = constants.get(text);
            if (constant == null) {
                throw wrong(name, "one of " + String.join(", ", spelled), text);
            }
            return constant;
        });
    }

    /**
     * Defines the order of the rows: a column, with - before it for descending.
     *
     * @param columns the columns that are allowed; the first is the default, with or without -
     */
    static Parameter<SortOrder> sort(String... columns) {
        List<String> names = Arrays.stream(columns).map(SortOrder::column).toList();
        List<String> spelled = new ArrayList<>();
        names.forEach(name -> spelled.addAll(List.of(name, SortOrder.DESCENDING + name)));
        return optional(
                        "sort",
                        "Order of the rows; - for descending. Rows that are equal are ordered by id.",
                        schema("type", "string", "enum", spelled),
                        text -> {
                            if (!spelled.contains(text)) {
                                throw QuestionException.badRequest("sort must be one of " + String.join(", ", names)
                                        + ", with - before it for descending, not '" + text + "'");
                            }
                            return SortOrder.of(text);
                        })
                .or(columns[0]);
    }

    /** Returns the same parameter with a default. */
    Parameter<T> or(Object value) {
        Map<String, Object> withDefault = new LinkedHashMap<>(schema);
        withDefault.put("default", value);
        return new Parameter<>(name, description, false, withDefault, reader, reader.apply(String.valueOf(value)));
    }

    /** Returns the same parameter, which must not be absent. */
    Parameter<T> required() {
        return new Parameter<>(name, description, true, schema, reader, null);
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public boolean isRequired() {
        return required;
    }

    /** Returns the JSON schema of a value, without the description. */
    public Map<String, Object> schema() {
        return schema;
    }

    /**
     * Reads a value.
     *
     * @param text null if it is absent
     * @return null if it is absent and has no default
     * @throws QuestionException if it is not allowed; the message names the parameter and what it may be
     */
    @Nullable
    T read(@Nullable String text) {
        if (text == null) {
            if (required) {
                throw QuestionException.badRequest(name + " is required");
            }
            return absent;
        }
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw QuestionException.badRequest(name + " must have 1 to " + MAX_LENGTH + " characters");
        }
        return reader.apply(text);
    }

    private static Map<String, Object> schema(String keyword, Object value, Object... others) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(keyword, value);
        for (int i = 0; i < others.length; i += 2) {
            schema.put(String.valueOf(others[i]), others[i + 1]);
        }
        return schema;
    }

    private static QuestionException wrong(String name, String allowed, String text) {
        return QuestionException.badRequest(name + " must be " + allowed + ", not '" + text + "'");
    }
}
