package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.files.Decision;
import io.rfmstreams.files.FileForm.TableForm;
import io.rfmstreams.files.OrderSummary;
import io.rfmstreams.files.OrderSummary.Span;
import java.util.List;
import java.util.Locale;

/** Describes an input file as JSON. */
final class InputJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private InputJson() {}

    /**
     * Returns all that is understood of a file.
     *
     * @param firstOrders the first records as they would be sent, as JSON
     */
    static ObjectNode of(ReadInput input, List<String> firstOrders) {
        ObjectNode json = JSON.createObjectNode();
        json.put("file", input.file().toString());
        TableForm table = input.form().table();
        json.put("format", table == null ? "json-lines" : table.format().label());
        input.form().properties().forEach(json::put);
        if (table != null) {
            put(table, json);
        }
        json.put("lineCount", input.counts().all().lines());
        input.counts().rejected().forEach(json.putObject("rejected")::put);
        input.counts().leftOut().forEach(json.putObject("leftOut")::put);
        input.counts().all().kept().forEach(json.putObject("noted")::put);
        put(input.summary(), json);
        ArrayNode first = json.putArray("firstOrders");
        firstOrders.stream().map(ApiClient::json).forEach(first::add);
        return json;
    }

    private static void put(TableForm table, ObjectNode json) {
        ObjectNode columns = json.putObject("columns");
        table.columns().forEach((column, name) -> columns.put(column.label(), name));
        json.put("lines", table.lines().name().toLowerCase(Locale.ROOT));
        put("dates", table.dates().value().label(), table.dates(), json);
        json.put("zone", InputText.zone(table));
        put("decimal", table.decimal().value().label(), table.decimal(), json);
    }

    private static void put(String name, String value, Decision<?> decision, ObjectNode json) {
        json.putObject(name).put("value", value).put("why", decision.why());
    }

    private static void put(OrderSummary summary, ObjectNode json) {
        json.put("orders", summary.orders());
        json.put("refunds", summary.refunds());
        json.put("invalid", summary.invalid());
        json.put("customers", summary.customers().count());
        Span span = summary.span();
        json.put("first", span == null ? null : Timestamps.format(span.first()));
        json.put("last", span == null ? null : Timestamps.format(span.last()));
        summary.currencies().forEach(json.putObject("currencies")::put);
        json.put("repeatedOrderIds", summary.repeatedOrders());
        ArrayNode frequent = json.putArray("frequentCustomers");
        summary.customers().frequent().forEach(customer -> frequent.addObject()
                .put("customerId", customer.customerId())
                .put("orders", customer.orders())
                .put("share", customer.share()));
    }
}
