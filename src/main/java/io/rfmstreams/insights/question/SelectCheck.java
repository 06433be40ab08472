package io.rfmstreams.insights.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides from the syntax tree whether a text of SQL may run: one SELECT on the tables of the read model, with functions that
 * reach nothing outside of it. The tree is DuckDB's own, made without running anything.
 */
final class SelectCheck {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FUNCTIONS = "sql-functions.txt";
    private static final String OPERATOR = "[^a-z]+";

    private static final Set<String> TABLES = Set.of(
            "customers",
            "changes",
            "alerts",
            "purchases",
            "refunds",
            "offers",
            "models",
            "segments",
            "active_model",
            "clock");

    /** What a FROM clause may name beside tables. */
    private static final Set<String> TABLE_FUNCTIONS = Set.of("range", "generate_series", "unnest");

    private static final Set<String> NODES = Set.of("SELECT_NODE", "SET_OPERATION_NODE", "CTE_NODE");

    private static final Set<String> SOURCES =
            Set.of("BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EMPTY", "EXPRESSION_LIST");

    private static final Set<String> ALLOWED = allowed();

    private final Set<String> named = new HashSet<>();

    private SelectCheck() {}

    /**
     * Checks a syntax tree.
     *
     * @param tree what json_serialize_sql returns for the text
     * @throws QuestionException if the text is not SQL or may not run
     */
    static void require(String tree) {
        try {
            JsonNode root = JSON.readTree(tree);
            if (root.path("error").asBoolean()) {
                boolean isOther = root.path("error_type").asText().equals("not implemented");
                throw isOther
                        ? forbidden("only a SELECT may run")
                        : QuestionException.badRequest(
                                root.path("error_message").asText());
            }
            if (root.path("statements").size() != 1) {
                throw QuestionException.badRequest("sql must be one statement");
            }
            new SelectCheck().check(root.path("statements").path(0));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private void check(JsonNode statement) {
        statement
                .findParents("cte_map")
                .forEach(node -> node.path("cte_map").path("map").forEach(this::nameQuery));
        walk(statement);
    }

    /** A name could hide a table outside of its query, so that only names that are no table anywhere are allowed. */
    private void nameQuery(JsonNode query) {
        String name = query.path("key").asText().toLowerCase(Locale.ROOT);
        if (!name.matches("[a-z][a-z0-9_]*") || name.matches("(duckdb|pg|pragma|sqlite)_.*")) {
            throw forbidden("the name " + name + " is not allowed");
        }
        named.add(name);
    }

    private void walk(JsonNode node) {
        if (node.isObject()) {
            checkNode(node);
        }
        node.forEach(this::walk);
    }

    private void checkNode(JsonNode node) {
        checkWindow(node);
        requireOneOf(NODES, node.path("node").path("type"), "this kind of query");
        for (String source : new String[] {"from_table", "source"}) {
            requireOneOf(SOURCES, node.path(source).path("type"), "this kind of table");
        }
        String type = node.path("type").asText();
        switch (type) {
            case "BASE_TABLE" -> checkTable(node);
            case "JOIN" -> {
                requireOneOf(SOURCES, node.path("left").path("type"), "this kind of table");
                requireOneOf(SOURCES, node.path("right").path("type"), "this kind of table");
            }
            case "SET_OPERATION_NODE" -> {
                requireOneOf(NODES, node.path("left").path("type"), "this kind of query");
                requireOneOf(NODES, node.path("right").path("type"), "this kind of query");
            }
            case "SHOW_REF", "PIVOT", "RECURSIVE_CTE_NODE" -> throw forbidden("this kind of query is not allowed");
            default -> checkFunction(node);
        }
    }

    /** DuckDB 1.5.5 fails now and then at a window of all rows and closes the database (its issue 25713). */
    private static void checkWindow(JsonNode node) {
        if (node.path("class").asText().equals("WINDOW")
                && node.path("partitions").isEmpty()
                && node.path("orders").isEmpty()) {
            throw forbidden(
                    "a window without PARTITION BY and ORDER BY is not allowed; a subquery has the total as well");
        }
    }

    private static void checkFunction(JsonNode node) {
        if (node.path("type").asText().equals("TABLE_FUNCTION")) {
            requireOneOf(TABLE_FUNCTIONS, node.path("function").path("function_name"), "this function as a table");
        } else if (node.has("function_name")) {
            String name = node.path("function_name").asText().toLowerCase(Locale.ROOT);
            boolean isKnown = ALLOWED.contains(name) || TABLE_FUNCTIONS.contains(name) || name.matches(OPERATOR);
            if (!isKnown
                    || !isOwn(node.path("schema"))
                    || !node.path("catalog").asText().isEmpty()) {
                throw forbidden("the function " + name + " is not allowed");
            }
        }
    }

    private void checkTable(JsonNode table) {
        String name = table.path("table_name").asText().toLowerCase(Locale.ROOT);
        boolean isOwn = isOwn(table.path("schema_name"))
                && table.path("catalog_name").asText().isEmpty()
                && table.path("at_clause").isNull();
        if (!isOwn || !(TABLES.contains(name) || named.contains(name))) {
            throw forbidden("the table " + name + " is not allowed; there are "
                    + TABLES.stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    private static boolean isOwn(JsonNode schema) {
        return schema.asText().isEmpty() || schema.asText().equalsIgnoreCase("main");
    }

    private static void requireOneOf(Set<String> allowed, JsonNode text, String what) {
        if (!text.isMissingNode() && !allowed.contains(text.asText())) {
            throw forbidden(what + " is not allowed: " + text.asText().toLowerCase(Locale.ROOT));
        }
    }

    private static QuestionException forbidden(String detail) {
        return new QuestionException(QuestionError.SQL_REFUSED, detail);
    }

    private static Set<String> allowed() {
        try (InputStream file = SelectCheck.class.getResourceAsStream(FUNCTIONS)) {
            String text = new String(Objects.requireNonNull(file, FUNCTIONS).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.trim().split(" ")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
