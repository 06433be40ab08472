package io.rfmstreams.insights.question;

import io.rfmstreams.insights.ParquetFile;
import io.rfmstreams.insights.ParquetFile.Column;
import io.rfmstreams.insights.ReadModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of a query of SQL.
 *
 * @param types DuckDB's types of the columns
 * @param isTruncated whether there were more rows
 */
public record SqlResult(Answer.Context context, Table table, List<String> types, boolean isTruncated) {

    public SqlResult {
        types = List.copyOf(types);
    }

    /** Returns the JSON: columns with their types, and rows as arrays. */
    public byte[] toJson() {
        return AnswerJson.write(json -> {
            json.writeStartObject();
            AnswerJson.context(json, context);
            json.writeArrayFieldStart("columns");
            for (int column = 0; column < types.size(); column++) {
                json.writeStartObject();
                json.writeStringField("name", table.columns().get(column));
                json.writeStringField("type", types.get(column));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeFieldName("rows");
            AnswerJson.value(json, table.rows());
            json.writeBooleanField("truncated", isTruncated);
            json.writeEndObject();
        });
    }

    /**
     * Returns the result as a Parquet file. Values of other types than a {@link ParquetFile.Type} are texts.
     *
     * @throws QuestionException with {@link QuestionError#BAD_REQUEST} if two columns have the same name, upper and lower case being
     *     equal
     */
    public byte[] toParquet() {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int column = 0; column < types.size(); column++) {
            String name = table.columns().get(column);
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw QuestionException.badRequest(
                        "Parquet needs a different name for each column, and two are called " + name);
            }
            columns.add(new Column(table.columns().get(column), type(types.get(column))));
        }
        try {
            Path file = Files.createTempFile("rfm-sql", ".parquet");
            try (ParquetFile parquet = ParquetFile.create(file, columns)) {
                for (List<@Nullable Object> row : table.rows()) {
                    parquet.add(converted(row, columns));
                }
                parquet.finish();
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new ReadModelException("the result cannot be written as Parquet", failed);
        }
    }

    private static ParquetFile.Type type(String duckdb) {
        return switch (duckdb) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT" -> ParquetFile.Type.BIGINT;
            case "FLOAT", "DOUBLE" -> ParquetFile.Type.DOUBLE;
            case "BOOLEAN" -> ParquetFile.Type.BOOLEAN;
            case "TIMESTAMP" -> ParquetFile.Type.TIMESTAMP;
            default -> duckdb.matches("DECIMAL\\(\\d+,[0-4]\\)") ? ParquetFile.Type.DECIMAL : ParquetFile.Type.VARCHAR;
        };
    }

    private static List<@Nullable Object> converted(List<@Nullable Object> row, List<Column> columns) {
        List<@Nullable Object> cells = new ArrayList<>(row.size());
        for (int column = 0; column < row.size(); column++) {
            Object cell = row.get(column);
            cells.add(cell != null && columns.get(column).type() == ParquetFile.Type.VARCHAR ? cell.toString() : cell);
        }
        return cells;
    }
}
