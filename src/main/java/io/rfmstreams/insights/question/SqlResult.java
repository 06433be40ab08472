package io.rfmstreams.insights.question;

import java.util.List;

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
}
