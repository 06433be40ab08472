package io.rfmstreams.files;

import io.rfmstreams.files.FileOptions.TableOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the columns of a format are in a table. Names are compared without case, blanks and {@code _}. */
final class Columns {

    private static final int ABSENT = -1;
    private static final int MAX_NAMES = 20;
    private static final int MAX_NAME_CHARS = 40;

    private final FileFormat format;
    private final List<String> header;
    private final Map<Column, Integer> places;

    private Columns(FileFormat format, List<String> header, Map<Column, Integer> places) {
        this.format = format;
        this.header = header;
        this.places = places;
    }

    /**
     * Finds the columns. Without a format in the options, the first format of which no column is missing is taken.
     *
     * @throws InputFileException if a column is missing; the message names the header and the option to use
     */
    static Columns find(List<String> header, TableOptions options) {
        requireColumnsOf(options.columns(), header);
        if (options.format() != null) {
            return in(header, options.format(), options.columns()).requireAll();
        }
        for (FileFormat format : FileFormat.values()) {
            Columns columns = in(header, format, options.columns());
            if (columns.missing() == null) {
                return columns;
            }
        }
        return in(header, FileFormat.ORDERS, options.columns()).requireAll();
    }

    /** Returns all names of columns that a format or the options know. */
    static Set<String> knownNames(TableOptions options) {
        Set<String> names = new HashSet<>();
        options.columns().values().forEach(name -> names.add(normalized(name)));
        for (FileFormat format : FileFormat.values()) {
            for (Column column : Column.values()) {
                format.names(column).forEach(name -> names.add(normalized(name)));
            }
        }
        return names;
    }

    /** Returns the name of a column in the form in which names are compared. */
    static String normalized(String name) {
        return Blanks.strip(name).toLowerCase(Locale.ROOT).replaceAll("[\\s\\u00a0_]+", "");
    }

    FileFormat format() {
        return format;
    }

    boolean has(Column column) {
        return place(column) != ABSENT;
    }

    /** Returns the index of a column, -1 if the table lacks it. */
    int place(Column column) {
        return places.getOrDefault(column, ABSENT);
    }

    /** Returns the names of the columns in the header of the file. */
    Map<Column, String> names() {
        Map<Column, String> names = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            if (has(column)) {
                names.put(column, Blanks.strip(header.get(place(column))));
            }
        }
        return Collections.unmodifiableMap(names);
    }

    private static Columns in(List<String> header, FileFormat format, Map<Column, String> given) {
        List<String> names = header.stream().map(Columns::normalized).toList();
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            String name = given.get(column);
            int place = name != null ? names.indexOf(normalized(name)) : firstOf(format.names(column), names);
            places.put(column, place);
        }
        return new Columns(format, header, places);
    }

    private static int firstOf(List<String> known, List<String> names) {
        return known.stream()
                .map(name -> names.indexOf(normalized(name)))
                .filter(place -> place != ABSENT)
                .findFirst()
                .orElse(ABSENT);
    }

    private static void requireColumnsOf(Map<Column, String> given, List<String> header) {
        List<String> names = header.stream().map(Columns::normalized).toList();
        given.forEach((column, name) -> {
            if (!names.contains(normalized(name))) {
                throw InputFileException.usage("its header lacks the column " + name + ", which --columns gives for "
                        + column.label() + "; it has " + shown(header));
            }
        });
    }

    private Columns requireAll() {
        Column missing = missing();
        if (missing != null) {
            throw InputFileException.usage("its header lacks the column " + acceptedNames(missing) + "; it has "
                    + shown(header) + ". Use --columns " + missing.label() + "=NAME to name the column");
        }
        return this;
    }

    private String acceptedNames(Column missing) {
        List<String> names = new ArrayList<>(format.names(missing));
        if (missing == Column.CUSTOMER_ID) {
            names.addAll(format.names(Column.CUSTOMER_EMAIL));
        }
        return String.join(" or ", names);
    }

    /** Returns the first column that is required and missing, null if there is none. */
    private @Nullable Column missing() {
        if (!has(Column.CUSTOMER_ID) && !has(Column.CUSTOMER_EMAIL)) {
            return Column.CUSTOMER_ID;
        }
        for (Column column : Column.values()) {
            if (format.required().contains(column) && !has(column)) {
                return column;
            }
        }
        return null;
    }

    private static String shown(List<String> header) {
        String first = header.stream()
                .limit(MAX_NAMES)
                .map(Blanks::strip)
                .map(name -> name.length() <= MAX_NAME_CHARS ? name : name.substring(0, MAX_NAME_CHARS) + "…")
                .collect(Collectors.joining(", "));
        return header.size() <= MAX_NAMES
                ? first
                : String.format(Locale.ROOT, "%s and %,d more", first, header.size() - MAX_NAMES);
    }
}
